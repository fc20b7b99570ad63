package io.blackroad.mesh.verify;

import io.blackroad.mesh.task.Tensor;
import java.util.List;

/** What the copies of one task say together. */
public sealed interface Verdict {
  /**
   * Too early: {@code wanted} more copies must be assigned (0 when those under way may settle it).
   */
  record Pending(int wanted) implements Verdict {}

  /**
   * The output that will be relied on.
   *
   * @param method how it was decided
   * @param agreeing node ids whose output agrees, in the order of assignment
   * @param dissenting node ids whose output does not
   */
  record Agreed(Method method, Tensor output, List<String> agreeing, List<String> dissenting)
      implements Verdict {
    public Agreed {
      agreeing = List.copyOf(agreeing);
      dissenting = List.copyOf(dissenting);
    }
  }

  /** All copies that the quorum allows are in and too few agree: compute it all again. */
  record Disputed(List<String> nodes) implements Verdict {
    public Disputed {
      nodes = List.copyOf(nodes);
    }
  }

  /** What an agreement rests on. */
  enum Method {
    /** One node's word; the submitter asked for no check. */
    UNCHECKED("unchecked"),
    /** Enough nodes agree. */
    QUORUM("quorum"),
    /** The seed computed it itself. */
    SEED("seed");

    private final String wireName;

    Method(String wireName) {
      this.wireName = wireName;
    }

    /** Name in log and API. */
    public String wireName() {
      return wireName;
    }
  }
}
