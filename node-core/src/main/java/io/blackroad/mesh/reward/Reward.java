package io.blackroad.mesh.reward;

import io.blackroad.mesh.verify.Verdict;

/**
 * What one node earns at a time. Made from a verdict, from what a receiver confirmed or from the
 * idle roll and nothing else, so that nothing unverified is paid.
 *
 * @param cause id of the task or transfer, or number of the interval
 * @param units of 1e-8 ROAD; 0 when nothing is due
 * @param workMillis reference work that it is priced by
 */
public record Reward(
    Kind kind, String cause, String nodeId, Rate rate, long units, long workMillis) {
  /** What is paid. */
  public enum Kind {
    TASK("reward"),
    RELAY("relay"),
    CACHE("cache"),
    IDLE("idle");

    private final String wireName;

    Kind(String wireName) {
      this.wireName = wireName;
    }

    /** Name in keys and log. */
    public String wireName() {
      return wireName;
    }
  }

  /**
   * The reward of {@code nodeId}, which must be among those that {@code verdict} found agreeing.
   */
  public static Reward of(Verdict.Agreed verdict, String nodeId, Work work, Till till) {
    if (!verdict.agreeing().contains(nodeId)) {
      throw new IllegalArgumentException(nodeId + " is not among those that agreed");
    }
    long millis = work.millis();
    long units = till.accrue(nodeId, work.rate(), millis);
    return new Reward(Kind.TASK, work.task().id(), nodeId, work.rate(), units, millis);
  }

  /** The reward for bytes that their receiver confirmed. */
  public static Reward of(Carried carried, Till till) {
    String nodeId = carried.carrier().nodeId();
    long millis = carried.millis();
    long units = till.accrue(nodeId, Rate.LIGHT, millis);
    return new Reward(carried.kind(), carried.transferId(), nodeId, Rate.LIGHT, units, millis);
  }

  /** The reward of a node that stands on the idle roll of that interval. */
  static Reward idle(String nodeId, long interval, long idleMillis, Till till) {
    long units = till.accrue(nodeId, Rate.IDLE, idleMillis);
    return new Reward(Kind.IDLE, Long.toString(interval), nodeId, Rate.IDLE, units, idleMillis);
  }

  /** Names what is paid for: nothing is paid twice, whatever happens. */
  public String idempotencyKey() {
    return kind.wireName() + "/" + cause + "/" + nodeId;
  }

  /** Turns reference work into units, per node ({@link RoadAccrual}), and remembers. */
  @FunctionalInterface
  public interface Till {
    /** Units due to {@code nodeId} for {@code workMillis} more. */
    long accrue(String nodeId, Rate rate, long workMillis);
  }
}
