package io.blackroad.mesh.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.conformance.SampleChain;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.task.DType;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.Pooling;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.task.TokenBatch;
import io.blackroad.mesh.witness.Checkpoint;
import io.blackroad.mesh.witness.ProvenEntry;
import io.blackroad.mesh.witness.Receipts;
import io.blackroad.mesh.witness.SignedCheckpoint;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each limit, kept to the last unit and pushed one past it. */
class WireLimitsTest {
  private static final String TASK = "t_0011223344556677";
  private static final String HASH = "0".repeat(64);
  private static final SignedCheckpoint CHECKPOINT =
      new SignedCheckpoint(
          new Checkpoint("mesh/s_" + "0".repeat(32), 1, HASH, HASH, 0), HASH, HASH + HASH);
  private static final Tensor ONE = Tensor.ofVectors(new float[] {1}, 1);

  @Test
  void cutsReasonsInsteadOfRefusingThem() {
    String longest = "a".repeat(WireLimits.REASON_CHARS_MAX);
    assertEquals(new Message.Goodbye(longest), again(new Message.Goodbye(longest)));
    assertEquals(new Message.Goodbye(longest), again(new Message.Goodbye(longest + "b")));
    String pair = "a".repeat(WireLimits.REASON_CHARS_MAX - 1);
    assertEquals(new Message.Goodbye(pair), again(new Message.Goodbye(pair + "\ud83d\ude80")));
  }

  @Test
  void repairsReasonsWithLoneSurrogates() {
    assertEquals(
        new Message.Unready("m", "broke \ufffd here"),
        again(new Message.Unready("m", "broke \ud800 here")));
  }

  @Test
  void refusesAReasonThatIsTooLong() {
    String reason = "a".repeat(WireLimits.REASON_CHARS_MAX + 1);
    refusesFrame("{\"reason\":\"" + reason + "\",\"t\":\"goodbye\"}");
  }

  @Test
  void keepsNames() {
    String longest = "m".repeat(WireLimits.NAME_CHARS_MAX);
    accepts(new Message.Ready(longest, true));
    refuses(new Message.Ready(longest + "m", true));
    accepts(hello(longest, 0));
    refuses(hello(longest + "m", 0));
  }

  @Test
  void keepsPurposes() {
    String longest = "p".repeat(WireLimits.PURPOSE_CHARS_MAX);
    accepts(assign(longest, 1, 1));
    refuses(assign(longest + "p", 1, 1));
  }

  @Test
  void keepsLeases() {
    accepts(assign("", WireLimits.LEASE_MILLIS_MAX, 1));
    refuses(assign("", WireLimits.LEASE_MILLIS_MAX + 1, 1));
    refuses(assign("", 0, 1));
  }

  @Test
  void keepsTextsPerTask() {
    accepts(assign("", 1, NodeLimits.TASK_TEXTS_MAX));
    refuses(assign("", 1, NodeLimits.TASK_TEXTS_MAX + 1));
    accepts(reveal(new float[NodeLimits.TASK_TEXTS_MAX], 1));
    refuses(reveal(new float[NodeLimits.TASK_TEXTS_MAX + 1], 1));
  }

  @Test
  void refusesTensorsThatTheReceiverWould() {
    refuses(new Message.Reveal(TASK, HASH, new Tensor(DType.FLOAT32, List.of(0, 4), new byte[0])));
    refuses(new Message.Reveal(TASK, HASH, new Tensor(DType.FLOAT32, List.of(1, 0), new byte[0])));
    refuses(new Message.Reveal(TASK, HASH, new Tensor(DType.FLOAT32, List.of(), new byte[4])));
    refuses(new Message.Assign(TASK, 0, "m", "", 1, ONE));
  }

  @Test
  void keepsConsents() {
    accepts(new Message.ConsentChanged(consent(5, "s".repeat(WireLimits.SITE_CHARS_MAX))));
    refuses(new Message.ConsentChanged(consent(5, "s".repeat(WireLimits.SITE_CHARS_MAX + 1))));
    accepts(new Message.ConsentChanged(consent(100, "")));
    refuses(new Message.ConsentChanged(consent(101, "")));
    refuses(new Message.ConsentChanged(consent(4, "")));
  }

  @Test
  void keepsWhatMayBeStoredAndRelayed() {
    int most = WireLimits.CONSENT_MIB_MAX;
    accepts(new Message.ConsentChanged(consent(most, most, "")));
    refuses(new Message.ConsentChanged(consent(most + 1, 0, "")));
    refuses(new Message.ConsentChanged(consent(0, most + 1, "")));
    refuses(new Message.ConsentChanged(consent(-1, 0, "")));
    refuses(new Message.ConsentChanged(consent(0, -1, "")));
  }

  @Test
  void keepsPurposesOfConsents() {
    String longest = "p".repeat(WireLimits.PURPOSE_CHARS_MAX);
    accepts(new Message.ConsentChanged(consent(0, 0, longest)));
    refuses(new Message.ConsentChanged(consent(0, 0, longest + "p")));
  }

  @Test
  void keepsHolds() {
    accepts(hello("e", WireLimits.HOLDS_MAX));
    refuses(hello("e", WireLimits.HOLDS_MAX + 1));
  }

  @Test
  void keepsModelSizes() {
    accepts(new Message.Prepare(model(WireLimits.MODEL_SIZE_MAX, 1)));
    refuses(new Message.Prepare(model(WireLimits.MODEL_SIZE_MAX + 1, 1)));
    accepts(new Message.Prepare(model(1, WireLimits.MODEL_SIZE_MAX)));
    refuses(new Message.Prepare(model(1, WireLimits.MODEL_SIZE_MAX + 1)));
    refuses(new Message.Prepare(model(0, 1)));
  }

  @Test
  void keepsVerdicts() {
    accepts(settled(WireLimits.AGREEING_MAX, WireLimits.RECEIPTS_MAX));
    refuses(settled(WireLimits.AGREEING_MAX + 1, 0));
    refuses(settled(0, WireLimits.RECEIPTS_MAX + 1));
    refuses(new Message.Settled(TASK, true, 0, -1, false, "", receipts(0)));
  }

  @Test
  void keepsTheSizeOfJson() {
    LoggedEntry entry = SampleChain.entries(1, new SeededBytes(1)).get(0);
    int rest = MessageCodec.encode(joined(entry, 0)).length;
    accepts(joined(entry, WireLimits.JSON_BYTES_MAX - rest));
    encodesNot(joined(entry, WireLimits.JSON_BYTES_MAX - rest + 1));
    String spaces = " ".repeat(WireLimits.JSON_BYTES_MAX);
    refusesFrame("{\"reason\":\"" + spaces + "\",\"t\":\"goodbye\"}");
  }

  @Test
  void keepsTheSizeOfAFrame() {
    int columns = NodeLimits.FRAME_BYTES_MAX / 4;
    Message larger = reveal(new float[columns], columns);
    encodesNot(larger);
    int fitting = columns - 200;
    accepts(reveal(new float[fitting], fitting));
  }

  private static Message joined(LoggedEntry entry, int padding) {
    String words = "x".repeat(padding);
    LoggedEntry padded =
        new LoggedEntry(entry.entry(), new JsonObject().put("words", words).build(), entry.salt());
    return new Message.Joined(
        "n_" + "0".repeat(32),
        0,
        0,
        0,
        new Receipts(CHECKPOINT, List.of(new ProvenEntry(padded, List.of()))));
  }

  private static Message settled(int agreeing, int receipts) {
    return new Message.Settled(TASK, true, agreeing, 0, false, "", receipts(receipts));
  }

  private static Receipts receipts(int count) {
    LoggedEntry entry = SampleChain.entries(1, new SeededBytes(1)).get(0);
    return new Receipts(
        CHECKPOINT, Collections.nCopies(count, new ProvenEntry(entry, List.of(HASH))));
  }

  private static ConsentTerms consent(int cap, String site) {
    return ConsentTerms.computing(cap, new ConsentTerms.Basis("", site, false, 0, HASH, 0));
  }

  private static ConsentTerms consent(int relayMib, int storageMib, String purpose) {
    return new ConsentTerms(
        true,
        new ConsentTerms.Limits(5, relayMib, storageMib),
        new ConsentTerms.Permits(true, true, true, true, true),
        new ConsentTerms.Basis(purpose, "", true, 0, HASH, 9_007_199_254_740_991L));
  }

  private static Message hello(String engineClass, int holds) {
    return new Message.Hello(
        HASH, HASH + HASH, engineClass, 0, consent(5, ""), Collections.nCopies(holds, TASK));
  }

  private static ModelSpec model(int dimensions, int tokensMax) {
    String hash = "sha256:" + HASH;
    return new ModelSpec(
        "m", hash, 1, "r", hash, "basic", dimensions, tokensMax, Pooling.CLS, true);
  }

  private static Message assign(String purpose, long leaseMillis, int texts) {
    TokenBatch batch = new TokenBatch(Collections.nCopies(texts, new int[] {1}));
    return new Message.Assign(TASK, 0, "m", purpose, leaseMillis, Tensor.ofTokens(batch));
  }

  private static Message reveal(float[] values, int columns) {
    return new Message.Reveal(TASK, HASH, Tensor.ofVectors(values, columns));
  }

  private static Message again(Message message) {
    Decoded decoded = MessageCodec.decode(MessageCodec.encode(message));
    return assertInstanceOf(Decoded.Ok.class, decoded).message();
  }

  private static void accepts(Message message) {
    assertEquals(message, again(message));
  }

  /** Whoever receives it refuses it, and says why. */
  private static void refuses(Message message) {
    String json = CanonicalJson.text(MessageWriter.json(message));
    Tensor tensor = MessageWriter.tensor(message);
    byte[] frame =
        tensor == null ? FrameBytes.utf8(json) : FrameBytes.withTensor(json, tensor.bytes());
    Decoded decoded = MessageCodec.decode(frame);
    String reason = assertInstanceOf(Decoded.Malformed.class, decoded).reason();
    assertTrue(reason.length() > 10, reason);
  }

  /** The encoder makes no frame that is too large for whoever receives it. */
  private static void encodesNot(Message message) {
    refuses(message);
    assertThrows(IllegalArgumentException.class, () -> MessageCodec.encode(message));
  }

  private static void refusesFrame(String json) {
    Decoded decoded = MessageCodec.decode(json.getBytes(StandardCharsets.UTF_8));
    assertInstanceOf(Decoded.Malformed.class, decoded);
  }
}
