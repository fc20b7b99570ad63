package io.blackroad.mesh.execute;

import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.admit.Admission;
import io.blackroad.mesh.admit.TaskAdmission;
import io.blackroad.mesh.json.Utf8;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.wire.Decoded;
import io.blackroad.mesh.wire.Message;
import io.blackroad.mesh.wire.MessageCodec;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far a node's tasks are, as it is put down for whoever goes on with the same key: in bytes,
 * SHA-256 of the node's id and the rest ‖ frames, each after its length, 32 bits little-endian: per
 * task at work a {@code prepare}, an {@code assign} and, once texts of it are done, a {@code
 * reveal} of those; then per result committed to a {@code reveal}. None of them is sent as it is.
 *
 * @param runs tasks at work, in the order of their turn, none finished
 * @param sealed results that were committed to and have no verdict yet
 */
public record Checkpoint(List<TaskRun> runs, List<Message.Reveal> sealed) {
  /** Of 34 tasks of a usual model, tokens and vectors, four times over. */
  static final int BYTES_MAX = 1 << 22;

  private static final int HASH_BYTES = 32;
  private static final int LENGTH_BYTES = 4;

  public Checkpoint {
    runs = List.copyOf(runs);
    sealed = List.copyOf(sealed);
  }

  /** The bytes that {@link #decode} reads for the same node; empty when they would be too many. */
  public byte[] encode(String nodeId, Digest digest) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (TaskRun run : runs) {
      write(out, new Message.Prepare(run.model()));
      write(out, run.task());
      Message.Reveal done = run.done();
      if (done != null) {
        write(out, done);
      }
    }
    sealed.forEach(result -> write(out, result));
    byte[] frames = out.toByteArray();
    if (frames.length > BYTES_MAX) {
      return new byte[0];
    }
    byte[] bytes = Arrays.copyOf(hash(nodeId, frames, digest), HASH_BYTES + frames.length);
    System.arraycopy(frames, 0, bytes, HASH_BYTES, frames.length);
    return bytes;
  }

  private static void write(ByteArrayOutputStream out, Message message) {
    byte[] frame = MessageCodec.encode(message);
    for (int i = 0; i < LENGTH_BYTES; i++) {
      out.write(frame.length >>> (8 * i));
    }
    out.write(frame, 0, frame.length);
  }

  private static byte[] hash(String nodeId, byte[] frames, Digest digest) {
    byte[] name = Utf8.bytes(nodeId);
    byte[] bytes = Arrays.copyOf(name, name.length + frames.length);
    System.arraycopy(frames, 0, bytes, name.length, frames.length);
    return digest.sha256(bytes);
  }

  /**
   * The checkpoint of {@code bytes}, which anybody may have written; null when it is none, or that
   * of another node.
   */
  public static @Nullable Checkpoint decode(byte[] bytes, String nodeId, Digest digest) {
    if (bytes.length < HASH_BYTES || bytes.length > HASH_BYTES + BYTES_MAX) {
      return null;
    }
    byte[] frames = Arrays.copyOfRange(bytes, HASH_BYTES, bytes.length);
    byte[] hash = Arrays.copyOf(bytes, HASH_BYTES);
    if (!Arrays.equals(hash, hash(nodeId, frames, digest))) {
      return null;
    }
    return new Reader().read(messages(frames));
  }

  /** The messages of all frames; none when one of them is not in order. */
  private static List<Message> messages(byte[] frames) {
    List<Message> messages = new ArrayList<>();
    int at = 0;
    while (at < frames.length) {
      int from = at + LENGTH_BYTES;
      int length = from > frames.length ? -1 : length(frames, at);
      if (length < 0
          || length > frames.length - from
          || !(MessageCodec.decode(Arrays.copyOfRange(frames, from, from + length))
              instanceof Decoded.Ok ok)) {
        return List.of();
      }
      messages.add(ok.message());
      at = from + length;
    }
    return messages;
  }

  private static int length(byte[] frames, int at) {
    int length = 0;
    for (int i = LENGTH_BYTES - 1; i >= 0; i--) {
      length = length << 8 | (frames[at + i] & 255);
    }
    return length;
  }

  /** Puts the messages together. */
  private static final class Reader {
    private @Nullable ModelSpec model;
    private final List<TaskRun> runs = new ArrayList<>();
    private final List<Message.Reveal> sealed = new ArrayList<>();
    private final Set<String> seen = new TreeSet<>();

    @Nullable Checkpoint read(List<Message> messages) {
      for (Message message : messages) {
        boolean fits =
            switch (message) {
              case Message.Prepare prepare -> prepares(prepare.model());
              case Message.Assign task -> begins(task);
              case Message.Reveal result -> goesOn(result) || seals(result);
              default -> false;
            };
        if (!fits) {
          return null;
        }
      }
      return messages.isEmpty() || model != null ? null : new Checkpoint(runs, sealed);
    }

    /** Takes the model of the task that comes next. */
    private boolean prepares(ModelSpec next) {
      boolean fits = model == null && sealed.isEmpty();
      model = next;
      return fits;
    }

    private boolean begins(Message.Assign task) {
      ModelSpec of = model;
      model = null;
      if (of == null
          || !(TaskAdmission.check(task, of, runs.size()) instanceof Admission.Admitted)
          || !seen.add(task.taskId())) {
        return false;
      }
      return runs.add(new TaskRun(task, of, ""));
    }

    /** Takes what is done of the task that was read last, if {@code result} is of that one. */
    private boolean goesOn(Message.Reveal result) {
      TaskRun last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
      if (last == null
          || !last.taskId().equals(result.taskId())
          || last.done() != null
          || !sealed.isEmpty()) {
        return false;
      }
      TaskRun run = new TaskRun(last.task(), last.model(), result.nonce());
      runs.set(runs.size() - 1, run);
      return run.goesOn(result.output());
    }

    private boolean seals(Message.Reveal result) {
      boolean fits =
          sealed.size() < NodeLimits.COMMITTED_PER_NODE_MAX
              && model == null
              && seen.add(result.taskId());
      if (fits) {
        sealed.add(result);
      }
      return fits;
    }
  }
}
