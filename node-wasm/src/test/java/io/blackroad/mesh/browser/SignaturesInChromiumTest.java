package io.blackroad.mesh.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.port.JdkEd25519;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ways in which a browser signs and verifies: WebCrypto's Ed25519, and our own. */
class SignaturesInChromiumTest {
  @RegisterExtension
  private static final PageInChromium CHROMIUM =
      new PageInChromium(
          TestSite.TEST_PAGE,
          """
          async () => {
            const runtime = await import('/mesh/node.wasm-runtime.js');
            window.tck = (await runtime.load('/test/tck.wasm')).exports;
            window.soft = { 'our own': await (await import('/mesh/ed25519.js')).open('/mesh/ed25519.wasm'), WebCrypto: null };
          }""");

  @ParameterizedTest
  @ValueSource(strings = {"WebCrypto", "our own"})
  void signerKeepsItsContractAndTheJdkAcceptsItsSignatures(String whose) {
    Map<?, ?> told =
        (Map<?, ?>)
            CHROMIUM
                .page()
                .evaluate(
                    """
                (whose) => new Promise((done) => {
                  const signatures = [];
                  tck.signerViolations(
                      soft[whose],
                      (key, message, signature) => signatures.push([key, message, signature]),
                      (violations) => done({ violations, signatures }));
                })""",
                    whose);

    assertEquals("", told.get("violations"));
    List<?> signatures = (List<?>) Objects.requireNonNull(told.get("signatures"));
    assertEquals(5, signatures.size());
    for (Object signature : signatures) {
      List<?> parts = (List<?>) signature;
      assertTrue(
          JdkEd25519.verified(bytes(parts.get(0)), bytes(parts.get(1)), bytes(parts.get(2))));
    }
  }

  private static byte[] bytes(Object hex) {
    return Hex.require((String) hex);
  }

  @ParameterizedTest
  @ValueSource(strings = {"WebCrypto", "our own"})
  void checkKeepsItsContract(String whose) {
    assertEquals(
        "",
        CHROMIUM
            .page()
            .evaluate(
                "whose => new Promise(done => tck.signatureCheckViolations(soft[whose], done))",
                whose));
  }

  @ParameterizedTest
  @ValueSource(strings = {"WebCrypto", "our own"})
  void checkGivesTheVerdictOfEveryVector(String whose) {
    Map<?, ?> told =
        (Map<?, ?>)
            CHROMIUM
                .page()
                .evaluate(
                    """
                async (whose) => {
                  const { cases } = await (await fetch('/vectors/ed25519.json')).json();
                  const bytes = (hex) =>
                      Int8Array.from(hex.match(/../g) ?? [], (digits) => parseInt(digits, 16));
                  const verdict = ({ public_key, message, signature }) => new Promise((done) =>
                      tck.verify(soft[whose], {
                        publicKey: bytes(public_key),
                        message: bytes(message),
                        signature: bytes(signature),
                      }, done));
                  const wrong = [];
                  for (const one of cases) {
                    if ((await verdict(one)) !== String(one.valid)) wrong.push(one.why);
                  }
                  return { cases: cases.length, wrong };
                }""",
                    whose);

    assertEquals(List.of(), told.get("wrong"));
    assertTrue(((Number) Objects.requireNonNull(told.get("cases"))).intValue() > 250);
  }
}
