package io.blackroad.mesh.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sealed work with WebCrypto: the vectors that the JDK keeps to as well. */
class SealInChromiumTest {
  @RegisterExtension
  private static final PageInChromium CHROMIUM =
      new PageInChromium(
          TestSite.TEST_PAGE,
          """
          async () => {
            const runtime = await import('/mesh/node.wasm-runtime.js');
            window.tck = (await runtime.load('/test/tck.wasm')).exports;
            window.bytes = (hex) => Int8Array.from(hex.match(/../g) ?? [], (two) => parseInt(two, 16));
            window.cases = async (name) => (await (await fetch(`/vectors/${name}.json`)).json()).cases;
          }""");

  @Test
  void webCryptoKeepsTheContract() {
    assertEquals(
        "",
        CHROMIUM.page().evaluate("() => new Promise((done) => tck.sealCryptoViolations(done))"));
  }

  @Test
  void opensExactlyTheMessagesThatAreValid() {
    allRight(
        39,
        """
        async () => {
          const base64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)))
              .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
          const all = await cases('hpke');
          const wrong = [];
          for (const one of all) {
            const recipient = bytes(one.recipient);
            const jwk = {
              kty: 'EC', crv: 'P-256', d: base64(bytes(one.recipient_private)),
              x: base64(recipient.slice(1, 33)), y: base64(recipient.slice(33)),
            };
            const privateKey =
                await crypto.subtle.importKey('jwk', jwk, { name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']);
            const opened = await new Promise((done) => tck.openHpke({
              privateKey, recipient, enc: bytes(one.enc), info: bytes(one.info), aad: bytes(one.aad),
              ciphertext: bytes(one.ciphertext),
            }, done));
            if (opened !== (one.valid ? one.plaintext : 'refused')) wrong.push(`${one.why}: ${opened}`);
          }
          return { cases: all.length, wrong };
        }""");
  }

  @Test
  void opensExactlyTheEnvelopesThatAreValid() {
    allRight(
        25,
        """
        async () => {
          const all = await cases('sealed-row');
          const wrong = [];
          for (const one of all) {
            const told = await new Promise((done) => tck.envelope({
              contentKey: bytes(one.content_key), job: one.job, block: one.block, row: one.row,
              modelHash: one.model_hash, way: one.way, content: bytes(one.content), envelope: bytes(one.envelope),
            }, done));
            const [opened, sealed] = told.split(' ');
            const right = one.valid ? opened === one.content : opened === 'refused';
            if (!right || (sealed === one.envelope) !== one.valid) wrong.push(`${one.why}: ${told}`);
          }
          return { cases: all.length, wrong };
        }""");
  }

  private static void allRight(int atLeast, String script) {
    Map<?, ?> told = (Map<?, ?>) CHROMIUM.page().evaluate(script);
    assertEquals(List.of(), told.get("wrong"));
    assertTrue(((Number) Objects.requireNonNull(told.get("cases"))).intValue() >= atLeast);
  }
}
