package io.blackroad.mesh.reward;

/**
 * Bytes that one node relayed or served from its cache to another because the seed had asked for
 * it. Only the receiver's confirmation counts, and only up to what was asked: two nodes that tell
 * each other stories can move no more money than the seed ordered traffic.
 *
 * @param kind relay or cache
 * @param transferId of the seed's, one per request
 * @param bytesAsked size of what the seed asked to be moved
 * @param bytesConfirmed what the receiver says arrived intact
 */
public record Carried(
    Reward.Kind kind,
    String transferId,
    Party carrier,
    Party receiver,
    long bytesAsked,
    long bytesConfirmed) {
  /**
   * Bandwidth that an hour's light rate is paid for: 10 Mbit/s, a usual uplink at home. A faster
   * one moves more and earns more.
   */
  public static final long REFERENCE_BYTES_PER_SECOND = 1_250_000;

  /** A node and its address prefix. */
  public record Party(String nodeId, String prefix) {}

  public Carried {
    if (kind != Reward.Kind.RELAY && kind != Reward.Kind.CACHE) {
      throw new IllegalArgumentException(kind + " carries no bytes");
    }
    if (bytesAsked < 0 || bytesConfirmed < 0) {
      throw new IllegalArgumentException(
          bytesConfirmed + " bytes confirmed of " + bytesAsked + " asked");
    }
  }

  /**
   * Reference work, whole milliseconds, rounded down; 0 when both ends are one node or share an
   * address prefix, where nobody but their owner gains.
   */
  public long millis() {
    boolean oneOwner =
        carrier.nodeId.equals(receiver.nodeId)
            || (!carrier.prefix.isEmpty() && carrier.prefix.equals(receiver.prefix));
    long bytes = oneOwner ? 0 : Math.min(bytesAsked, bytesConfirmed);
    return Math.min(RoadAccrual.WORK_MILLIS_MAX, bytes / (REFERENCE_BYTES_PER_SECOND / 1_000));
  }
}
