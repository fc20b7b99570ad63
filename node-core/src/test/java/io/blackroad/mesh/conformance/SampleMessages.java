package io.blackroad.mesh.conformance;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.Chain;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.Pooling;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.task.TokenBatch;
import io.blackroad.mesh.wire.ConsentJson;
import io.blackroad.mesh.wire.ConsentTerms;
import io.blackroad.mesh.wire.Message;
import io.blackroad.mesh.wire.MessageCodec;
import io.blackroad.mesh.witness.Checkpoint;
import io.blackroad.mesh.witness.ProvenEntry;
import io.blackroad.mesh.witness.Receipts;
import io.blackroad.mesh.witness.SignedCheckpoint;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One message of each type, the same from the same seed. */
public final class SampleMessages {
  private final SeededBytes random;
  private final Sha256 sha = new Sha256();

  public SampleMessages(long seed) {
    random = new SeededBytes(seed);
  }

  /** All types, in the order of a session. */
  public List<Message> all() {
    byte[] key = random.bytes(Identity.PUBLIC_KEY_BYTES);
    String nodeId = Identity.nodeId(key, sha);
    String seedId = Identity.seedId(random.bytes(Identity.PUBLIC_KEY_BYTES), sha);
    ConsentTerms terms = terms();
    Chain chain = SampleChain.begin(seedId, random);
    LoggedEntry consent = chain.append(nodeId, Action.CONSENT, 1, ConsentJson.toJson(terms));
    String task = Identity.taskId(Identity.jobId(random), 3, sha);
    String model = model().name();
    return List.of(
        new Message.Welcome(seedId, hex(32)),
        new Message.Hello(Hex.of(key), hex(64), "ort-web-wasm", 8_192, terms, List.of(task)),
        new Message.Joined(nodeId, 21, 41_666_666L, 0, receipts(consent)),
        new Message.Prepare(model()),
        new Message.Ready(model, true),
        new Message.Unready(model, "the download ended after 3 of 23 MB"),
        new Message.Heartbeat(),
        new Message.Assign(task, 3, model, "Search for “café ∞ 🚀”", 30_000, tokens()),
        new Message.Commit(task, hex(32)),
        new Message.Open(task),
        new Message.Reveal(task, hex(32), vectors()),
        new Message.Decline(task, "out of memory"),
        new Message.Cancel(task),
        settled(chain, nodeId, task),
        new Message.Credited(
            Message.Credited.Cause.RELEASED, 41_666_666L, "credible now", receipts(consent)),
        new Message.ConsentChanged(
            ConsentTerms.computing(5, new ConsentTerms.Basis("", "", false, 0, "0".repeat(64), 0))
                .withdrawn()),
        new Message.Consented(receipts(consent)),
        new Message.Shown(checkpoint()),
        new Message.Demand(7, 9_007_199_254_740_991L),
        new Message.Consistency(7, 12, List.of(hex(32), hex(32))),
        new Message.Cosign(12, 1_774_800_000L, hex(64)),
        new Message.Gossip(checkpoint()),
        new Message.Goodbye("the tab closes"),
        new Message.Replaced(),
        new Message.Refused("the signature is not the key's"));
  }

  /** The name that {@code message} has on the wire: its member {@code t}. */
  static String type(Message message) {
    byte[] frame = MessageCodec.encode(message);
    String text = new String(frame, StandardCharsets.ISO_8859_1);
    int from = text.indexOf("\"t\":\"") + 5;
    return text.substring(from, text.indexOf('"', from));
  }

  private ConsentTerms terms() {
    return new ConsentTerms(
        true,
        new ConsentTerms.Limits(5 + random.below(96), 512, 64),
        new ConsentTerms.Permits(false, true, true, false, false),
        new ConsentTerms.Basis(
            "Search for everyone",
            "https://library.example",
            true,
            1,
            hex(32),
            1_782_576_000_000L));
  }

  private Message settled(Chain chain, String nodeId, String task) {
    LoggedEntry result =
        chain.append(
            nodeId,
            Action.RESULT,
            0,
            new JsonObject().put("claim", "task_execution").put("task_id", task).build());
    LoggedEntry reward =
        chain.append(nodeId, Action.REWARD, 1, new JsonObject().put("amount", "8333333").build());
    return new Message.Settled(
        task, true, 2, Long.MAX_VALUE, true, "", receipts(result, reward.erased()));
  }

  private Receipts receipts(LoggedEntry... entries) {
    List<ProvenEntry> proven = new ArrayList<>();
    for (LoggedEntry entry : entries) {
      proven.add(new ProvenEntry(entry, List.of(hex(32), hex(32))));
    }
    return new Receipts(checkpoint(), proven);
  }

  private SignedCheckpoint checkpoint() {
    String chain = "mesh/s_" + hex(16);
    return new SignedCheckpoint(
        new Checkpoint(chain, 12, hex(32), hex(32), Long.MAX_VALUE), hex(32), hex(64));
  }

  private static ModelSpec model() {
    return new ModelSpec(
        "all-minilm-l6-v2-q",
        "sha256:" + "0123456789abcdef".repeat(4),
        22_972_370,
        "onnxruntime-web@1.30.0",
        "sha256:" + "fedcba9876543210".repeat(4),
        "basic",
        384,
        512,
        Pooling.MEAN,
        false);
  }

  private Tensor tokens() {
    int[] longer = {101, random.below(30_522), random.below(30_522), 102};
    return Tensor.ofTokens(new TokenBatch(List.of(new int[] {101, 102}, longer)));
  }

  private Tensor vectors() {
    float[] values = new float[2 * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.below(1 << 24) / (float) (1 << 24) - 0.5f;
    }
    return Tensor.ofVectors(values, 3);
  }

  private String hex(int bytes) {
    return Hex.of(random.bytes(bytes));
  }
}
