package io.blackroad.mesh.wire;

import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.Members;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.task.DType;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.witness.CheckpointJson;
import io.blackroad.mesh.witness.ReceiptJson;
import io.blackroad.mesh.witness.Receipts;
import io.blackroad.mesh.witness.SignedCheckpoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages from JSON; everything that {@link MessageWriter} can write, and nothing else. */
final class MessageReader {
  static final int TYPE_CHARS_MAX = 16;
  private static final int KEY_DIGITS = 64;
  private static final int SIGNATURE_DIGITS = 128;
  private static final int HASH_DIGITS = 64;

  private final Members members;

  private MessageReader(Members members) {
    this.members = members;
  }

  /** The message of {@code members}; null once they have a problem. */
  static @Nullable Message read(Members members, @Nullable Tensor tensor) {
    MessageReader reader = new MessageReader(members);
    String type = members.text("t", TYPE_CHARS_MAX);
    Message message = tensor == null ? reader.control(type) : reader.withTensor(type, tensor);
    if (message == null) {
      String kind = tensor == null ? "without" : "with";
      members.refuse("t", "no type of message " + kind + " a tensor");
    }
    members.end();
    return members.problem() == null ? message : null;
  }

  private @Nullable Message control(String type) {
    return switch (type) {
      case "welcome" -> welcome();
      case "joined" -> joined();
      case "prepare" -> new Message.Prepare(ModelJson.read(members.object("model")));
      case "open" -> new Message.Open(taskId());
      case "cancel" -> new Message.Cancel(taskId());
      case "settled" -> settled();
      case "credited" -> credited();
      case "consented" -> new Message.Consented(receipts());
      case "shown" -> new Message.Shown(checkpoint());
      case "consistency" -> consistency();
      case "gossip" -> new Message.Gossip(checkpoint());
      case "demand" -> new Message.Demand(size("size1"), size("size2"));
      case "cosign" -> cosign();
      case "replaced" -> new Message.Replaced();
      case "refused" -> new Message.Refused(reason());
      case "hello" -> hello();
      case "consent" -> new Message.ConsentChanged(ConsentJson.read(members.object("consent")));
      case "ready" -> new Message.Ready(name("model"), members.bool("cached"));
      case "unready" -> new Message.Unready(name("model"), reason());
      case "heartbeat" -> new Message.Heartbeat();
      case "commit" -> new Message.Commit(taskId(), members.hex("commitment", "", HASH_DIGITS));
      case "decline" -> new Message.Decline(taskId(), reason());
      case "goodbye" -> new Message.Goodbye(reason());
      default -> null;
    };
  }

  private @Nullable Message withTensor(String type, Tensor tensor) {
    return switch (type) {
      case "assign" -> assign(tensor);
      case "reveal" -> reveal(tensor);
      default -> null;
    };
  }

  private Message welcome() {
    version();
    return new Message.Welcome(
        members.hex("seed_id", "s_", Identity.KEY_DIGITS),
        members.hex("challenge", "", 2 * HelloProof.CHALLENGE_BYTES));
  }

  private Message joined() {
    return new Message.Joined(
        members.hex("node_id", "n_", Identity.KEY_DIGITS),
        members.integer("passed", 0, Json.INT_MAX),
        members.decimal("held"),
        members.decimal("paid"),
        receipts());
  }

  private Message settled() {
    return new Message.Settled(
        taskId(),
        members.bool("accepted"),
        (int) members.integer("agreeing", 0, WireLimits.AGREEING_MAX),
        members.decimal("units"),
        members.bool("held"),
        reason(),
        receipts());
  }

  private @Nullable Message credited() {
    Message.Credited.Cause cause =
        Message.Credited.Cause.ofWireName(members.text("cause", TYPE_CHARS_MAX));
    if (cause == null) {
      members.refuse("cause", "no cause of a booking");
      return null;
    }
    return new Message.Credited(cause, members.decimal("units"), reason(), receipts());
  }

  private Message consistency() {
    return new Message.Consistency(
        size("size1"), size("size2"), ReceiptJson.hashes(members, "path"));
  }

  private Message cosign() {
    return new Message.Cosign(
        size("tree_size"),
        members.integer("time_s", 0, Json.INT_MAX),
        members.hex("signature", "", SIGNATURE_DIGITS));
  }

  private Receipts receipts() {
    return ReceiptJson.read(members.object("receipts"), WireLimits.RECEIPTS_MAX);
  }

  private SignedCheckpoint checkpoint() {
    return CheckpointJson.read(members.object("checkpoint"));
  }

  private long size(String member) {
    return members.integer(member, 1, Json.INT_MAX);
  }

  private Message hello() {
    version();
    return new Message.Hello(
        members.hex("public_key", "", KEY_DIGITS),
        members.hex("signature", "", SIGNATURE_DIGITS),
        name("engine_class"),
        (int) members.integer("memory_mib", 0, WireLimits.MEMORY_MIB_MAX),
        ConsentJson.read(members.object("consent")),
        holds());
  }

  private List<String> holds() {
    List<String> ids = new ArrayList<>();
    for (Json item : members.items("holds", WireLimits.HOLDS_MAX)) {
      String id = item instanceof Json.Text text ? text.value() : "";
      if (!id.startsWith("t_") || !Hex.is(id.substring(2), Identity.WORK_DIGITS)) {
        members.refuse("holds", "not of ids of tasks");
      }
      ids.add(id);
    }
    return ids;
  }

  private Message assign(Tensor input) {
    String problem = input.tokensProblem();
    if (problem != null) {
      members.refuse("the tensor", problem);
    }
    rows(input);
    return new Message.Assign(
        taskId(),
        (int) members.integer("shard", 0, Integer.MAX_VALUE),
        name("model"),
        members.text("purpose", WireLimits.PURPOSE_CHARS_MAX),
        members.integer("lease_millis", 1, WireLimits.LEASE_MILLIS_MAX),
        input);
  }

  private Message reveal(Tensor output) {
    if (output.dtype() != DType.FLOAT32 || output.dims().size() != 2) {
      members.refuse("the tensor", output + ", wanted FLOAT32 of rank 2");
    }
    rows(output);
    return new Message.Reveal(taskId(), members.hex("nonce", "", HASH_DIGITS), output);
  }

  /** A tensor that was decoded has a row at least. */
  private void rows(Tensor tensor) {
    int rows = tensor.dims().get(0);
    if (rows > NodeLimits.TASK_TEXTS_MAX) {
      members.refuse("the tensor", "of " + rows + " rows, at most " + NodeLimits.TASK_TEXTS_MAX);
    }
  }

  private void version() {
    members.integer("v", WireLimits.VERSION, WireLimits.VERSION);
  }

  private String taskId() {
    return members.hex("task_id", "t_", Identity.WORK_DIGITS);
  }

  private String name(String member) {
    return members.text(member, WireLimits.NAME_CHARS_MAX);
  }

  private String reason() {
    return members.text("reason", WireLimits.REASON_CHARS_MAX);
  }
}
