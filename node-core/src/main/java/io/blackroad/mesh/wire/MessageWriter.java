package io.blackroad.mesh.wire;

import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.witness.CheckpointJson;
import io.blackroad.mesh.witness.ReceiptJson;
import org.jspecify.annotations.Nullable;

/** Messages to JSON; {@link MessageReader} is its inverse. */
final class MessageWriter {
  private MessageWriter() {}

  /** All of {@code message} but its tensor. */
  static Json.Obj json(Message message) {
    JsonObject json =
        switch (message) {
          case Message.Welcome m ->
              typed("welcome")
                  .put("v", WireLimits.VERSION)
                  .put("seed_id", m.seedId())
                  .put("challenge", m.challenge());
          case Message.Joined m -> joined(m);
          case Message.Consented m ->
              typed("consented").put("receipts", ReceiptJson.toJson(m.receipts()));
          case Message.Prepare m -> typed("prepare").put("model", ModelJson.toJson(m.model()));
          case Message.Assign m -> assign(m);
          case Message.Open m -> typed("open").put("task_id", m.taskId());
          case Message.Cancel m -> typed("cancel").put("task_id", m.taskId());
          case Message.Settled m -> settled(m);
          case Message.Credited m -> credited(m);
          case Message.Witnessing m -> witnessing(m);
          case Message.Replaced m -> typed("replaced");
          case Message.Refused m -> typed("refused").put("reason", reason(m.reason()));
          case Message.Hello m -> hello(m);
          case Message.ConsentChanged m ->
              typed("consent").put("consent", ConsentJson.toJson(m.consent()));
          case Message.Ready m -> typed("ready").put("model", m.model()).put("cached", m.cached());
          case Message.Unready m ->
              typed("unready").put("model", m.model()).put("reason", reason(m.reason()));
          case Message.Heartbeat m -> typed("heartbeat");
          case Message.Commit m ->
              typed("commit").put("task_id", m.taskId()).put("commitment", m.commitment());
          case Message.Reveal m ->
              typed("reveal").put("task_id", m.taskId()).put("nonce", m.nonce());
          case Message.Decline m ->
              typed("decline").put("task_id", m.taskId()).put("reason", reason(m.reason()));
          case Message.Goodbye m -> typed("goodbye").put("reason", reason(m.reason()));
        };
    return json.build();
  }

  /** The tensor that travels behind the JSON of {@code message}; null when there is none. */
  static @Nullable Tensor tensor(Message message) {
    if (message instanceof Message.Assign assign) {
      return assign.input();
    }
    return message instanceof Message.Reveal reveal ? reveal.output() : null;
  }

  private static JsonObject typed(String type) {
    return new JsonObject().put("t", type);
  }

  private static JsonObject witnessing(Message.Witnessing message) {
    return switch (message) {
      case Message.Shown m ->
          typed("shown").put("checkpoint", CheckpointJson.toJson(m.checkpoint()));
      case Message.Consistency m ->
          sizes("consistency", m.size1(), m.size2()).put("path", ReceiptJson.hashes(m.path()));
      case Message.Gossip m ->
          typed("gossip").put("checkpoint", CheckpointJson.toJson(m.checkpoint()));
      case Message.Demand m -> sizes("demand", m.size1(), m.size2());
      case Message.Cosign m ->
          typed("cosign")
              .put("tree_size", m.treeSize())
              .put("time_s", m.timeSeconds())
              .put("signature", m.signature());
    };
  }

  private static JsonObject sizes(String type, long size1, long size2) {
    return typed(type).put("size1", size1).put("size2", size2);
  }

  private static JsonObject hello(Message.Hello m) {
    return typed("hello")
        .put("v", WireLimits.VERSION)
        .put("public_key", m.publicKey())
        .put("signature", m.signature())
        .put("engine_class", m.engineClass())
        .put("memory_mib", m.memoryMib())
        .put("consent", ConsentJson.toJson(m.consent()))
        .put("holds", ReceiptJson.hashes(m.holds()));
  }

  private static JsonObject joined(Message.Joined m) {
    return typed("joined")
        .put("node_id", m.nodeId())
        .put("passed", m.passed())
        .putDecimal("held", m.held())
        .putDecimal("paid", m.paid())
        .put("receipts", ReceiptJson.toJson(m.receipts()));
  }

  private static JsonObject assign(Message.Assign m) {
    return typed("assign")
        .put("task_id", m.taskId())
        .put("shard", m.shard())
        .put("model", m.model())
        .put("purpose", m.purpose())
        .put("lease_millis", m.leaseMillis());
  }

  private static JsonObject settled(Message.Settled m) {
    return typed("settled")
        .put("task_id", m.taskId())
        .put("accepted", m.accepted())
        .put("agreeing", m.agreeing())
        .putDecimal("units", m.units())
        .put("held", m.held())
        .put("reason", reason(m.reason()))
        .put("receipts", ReceiptJson.toJson(m.receipts()));
  }

  private static JsonObject credited(Message.Credited m) {
    return typed("credited")
        .put("cause", m.cause().wireName())
        .putDecimal("units", m.units())
        .put("reason", reason(m.reason()))
        .put("receipts", ReceiptJson.toJson(m.receipts()));
  }

  /** Words from anywhere (an engine, a browser) made fit to travel: repaired and cut. */
  private static Json.Text reason(String words) {
    String fit = Json.Text.repaired(words).value();
    if (fit.length() <= WireLimits.REASON_CHARS_MAX) {
      return new Json.Text(fit);
    }
    int cut = WireLimits.REASON_CHARS_MAX;
    boolean splitsPair = Character.isHighSurrogate(fit.charAt(cut - 1));
    return new Json.Text(fit.substring(0, splitsPair ? cut - 1 : cut));
  }
}
