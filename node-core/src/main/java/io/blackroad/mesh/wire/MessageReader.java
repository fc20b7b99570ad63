package io.blackroad.mesh.wire;

import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.Members;
import io.blackroad.mesh.log.EntryJson;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.task.DType;
import io.blackroad.mesh.task.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages from JSON; everything that {@link MessageWriter} can write, and nothing else. */
final class MessageReader {
  private static final int TYPE_CHARS_MAX = 16;
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

  private @Nullable Message joined() {
    String nodeId = members.hex("node_id", "n_", Identity.KEY_DIGITS);
    LoggedEntry receipt = EntryJson.read(members.object("receipt"));
    return receipt == null ? null : new Message.Joined(nodeId, receipt);
  }

  private Message settled() {
    List<LoggedEntry> receipts = new ArrayList<>();
    for (Json item : members.items("receipts", WireLimits.RECEIPTS_MAX)) {
      LoggedEntry receipt = EntryJson.read(members.item("receipts", item));
      if (receipt != null) {
        receipts.add(receipt);
      }
    }
    return new Message.Settled(
        taskId(),
        members.bool("accepted"),
        (int) members.integer("agreeing", 0, WireLimits.AGREEING_MAX),
        members.decimal("units"),
        reason(),
        receipts);
  }

  private Message hello() {
    version();
    return new Message.Hello(
        members.hex("public_key", "", KEY_DIGITS),
        members.hex("signature", "", SIGNATURE_DIGITS),
        name("engine_class"),
        ConsentJson.read(members.object("consent")));
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

  private void rows(Tensor tensor) {
    if (tensor.dims().isEmpty() || tensor.dims().contains(0)) {
      members.refuse("the tensor", "empty");
    } else if (tensor.dims().get(0) > NodeLimits.TASK_TEXTS_MAX) {
      members.refuse(
          "the tensor",
          "of " + tensor.dims().get(0) + " rows, at most " + NodeLimits.TASK_TEXTS_MAX);
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
