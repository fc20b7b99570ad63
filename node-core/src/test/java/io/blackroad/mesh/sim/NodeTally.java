package io.blackroad.mesh.sim;

/** What one node, or all of a kind, came to. */
public final class NodeTally {
  /** Sessions that began. */
  public long joins;

  /** Results that it revealed and that are on record. */
  public long results;

  /** Results of it that were wrong and yet accepted, by its word or with it. */
  public long wrongAccepted;

  /** Results of it that are on record as disproven or faulty. */
  public long disproven;

  /** Identities that were barred. */
  public long barred;

  /** Units of 1e-8 ROAD that it holds, and that are held for it. */
  public long paid;

  public long held;

  void add(NodeTally other) {
    joins += other.joins;
    results += other.results;
    wrongAccepted += other.wrongAccepted;
    disproven += other.disproven;
    barred += other.barred;
    paid += other.paid;
    held += other.held;
  }
}
