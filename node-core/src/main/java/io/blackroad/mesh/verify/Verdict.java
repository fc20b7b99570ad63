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
   * @param excused node ids whose output differs as another engine class may: neither paid nor held
   *     against them
   * @param certainty how sure that is
   */
  record Agreed(
      Method method,
      Tensor output,
      List<String> agreeing,
      List<String> dissenting,
      List<String> excused,
      Certainty certainty)
      implements Verdict {
    public Agreed {
      agreeing = List.copyOf(agreeing);
      dissenting = List.copyOf(dissenting);
      excused = List.copyOf(excused);
    }

    /** Chance that the output is wrong; 0 when the seed computed it. */
    public double errorChance() {
      return certainty.errorChance();
    }

    /**
     * The node on whose word alone the output rests; empty when another voice or the seed confirms
     * it. Nodes of one prefix are one voice: the first of them is named.
     */
    public String soleNode() {
      return method == Method.SEED || certainty.voices() > 1 ? "" : agreeing.get(0);
    }
  }

  /**
   * How sure an agreement is.
   *
   * @param errorChance that the output is wrong, by {@link Posterior}
   * @param voices that agree, nodes of one prefix being one
   */
  record Certainty(double errorChance, int voices) {}

  /**
   * As many copies as are ever computed at a time are in and too few agree: compute it all again.
   */
  record Disputed(List<String> nodes) implements Verdict {
    public Disputed {
      nodes = List.copyOf(nodes);
    }
  }

  /** What an agreement rests on. */
  enum Method {
    /** One node's word; the submitter asked for no check. */
    UNCHECKED("unchecked"),
    /** One node's word; its record meets the submitter's bound. */
    CREDIBILITY("credibility"),
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
