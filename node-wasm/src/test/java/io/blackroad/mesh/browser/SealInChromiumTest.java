package io.blackroad.mesh.browser;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.seal.Hpke;
import io.blackroad.mesh.seal.TaskBinding;
import io.blackroad.mesh.seal.TaskSeal;
import io.blackroad.mesh.seal.Unsealed;
import io.blackroad.mesh.seed.SecureEntropy;
import io.blackroad.mesh.seed.seal.JcaSealCrypto;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sealed work with WebCrypto: the vectors that the JDK keeps to, and a task between the two. */
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

  private static final TaskBinding TASK =
      new TaskBinding("j_0000000000000001", "t_0000000000000001", 0, "sha256:" + "0".repeat(64));
  private static final String NODE = "n_" + "a".repeat(32);

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
          const all = await cases('sealed-task');
          const wrong = [];
          for (const one of all) {
            const told = await new Promise((done) => tck.envelope({
              contentKey: bytes(one.content_key), jobId: one.job_id, taskId: one.task_id, shard: one.shard,
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

  @Test
  void aTabReadsWhatTheJdkSealedForItAndTheOtherWayRound() {
    String key =
        (String) CHROMIUM.page().evaluate("() => new Promise((done) => tck.sealKey(done))");
    TaskSeal.Ports ports = new TaskSeal.Ports(new JcaSealCrypto(), new Sha256());
    TaskSeal submitter = TaskSeal.draw(ports, TASK, new SecureEntropy());
    byte[] input = new byte[5_000];
    new SecureEntropy().fill(input);
    byte[] envelope = now(done -> submitter.sealInput(input, done));
    Hpke.Sealed sealed = now(done -> submitter.grant(NODE, Hex.require(key), done));
    Hpke.Message grant = assertInstanceOf(Hpke.Sealed.Ok.class, sealed).message();

    String output = turnedRound(grant, envelope);

    Unsealed opened = now(done -> submitter.openOutput(Hex.require(output), done));
    byte[] turned = assertInstanceOf(Unsealed.Plain.class, opened).bytes();
    byte[] wanted = new byte[input.length];
    for (int i = 0; i < input.length; i++) {
      wanted[i] = input[input.length - 1 - i];
    }
    assertArrayEquals(wanted, turned);
  }

  private static String turnedRound(Hpke.Message grant, byte[] envelope) {
    Map<String, Object> granted = new LinkedHashMap<>();
    granted.put("jobId", TASK.jobId());
    granted.put("taskId", TASK.taskId());
    granted.put("shard", TASK.shard());
    granted.put("modelHash", TASK.modelHash());
    granted.put("nodeId", NODE);
    granted.put("enc", Hex.of(grant.encapsulated()));
    granted.put("ciphertext", Hex.of(grant.ciphertext()));
    granted.put("input", Hex.of(envelope));
    return (String)
        CHROMIUM
            .page()
            .evaluate(
                """
                ({ enc, ciphertext, input, ...task }) => new Promise((done) => tck.turnRound(
                    { ...task, enc: bytes(enc), ciphertext: bytes(ciphertext), input: bytes(input) }, done))""",
                granted);
  }

  /** What is answered, once and at once. */
  private static <T> T now(Consumer<Consumer<T>> call) {
    List<T> answers = new ArrayList<>();
    call.accept(answers::add);
    assertEquals(1, answers.size());
    return answers.get(0);
  }
}
