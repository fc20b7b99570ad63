package io.blackroad.mesh.witness;

import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.json.Members;
import org.jspecify.annotations.Nullable;

/**
 * Two checkpoints of one seed, each with its good signature, that cannot both be of one log that
 * only grows (spec/ps-sha-infinity.md 8).
 *
 * @param first the one that was held
 * @param second the one that came later
 */
public record Evidence(Kind kind, SignedCheckpoint first, SignedCheckpoint second) {
  /** Why they cannot be reconciled. */
  public enum Kind {
    /** Two logs of one size: the pair alone convicts the seed. */
    SPLIT("two different logs of the same size"),
    /**
     * The seed could not prove that one continues the other; whoever doubts it can ask it again.
     */
    NOT_CONTINUED("a log that does not continue the one shown before"),
    /** The longer log claims to be older: the pair alone convicts the seed. */
    TIME_BACKWARDS("a longer log that claims to be older");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  private static final int KIND_CHARS_MAX = 16;

  /** One sentence for the visitor. */
  public String sentence() {
    return "The seed signed "
        + kind.words
        + ": sizes "
        + first.checkpoint().treeSize()
        + " and "
        + second.checkpoint().treeSize()
        + ".";
  }

  /** {@code {kind, first, second}}: the file that convicts. */
  public Json.Obj toJson() {
    return new JsonObject()
        .put("kind", kind.name())
        .put("first", CheckpointJson.toJson(first))
        .put("second", CheckpointJson.toJson(second))
        .build();
  }

  /** Reads what {@link #toJson} writes and nothing else; null for anything else. */
  public static @Nullable Evidence fromJson(Json json) {
    Members members = Members.of(json);
    String name = members.text("kind", KIND_CHARS_MAX);
    SignedCheckpoint first = CheckpointJson.read(members.object("first"));
    SignedCheckpoint second = CheckpointJson.read(members.object("second"));
    members.end();
    for (Kind kind : Kind.values()) {
      if (members.problem() == null && kind.name().equals(name)) {
        return new Evidence(kind, first, second);
      }
    }
    return null;
  }
}
