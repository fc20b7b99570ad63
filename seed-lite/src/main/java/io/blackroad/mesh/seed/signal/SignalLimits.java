package io.blackroad.mesh.seed.signal;

import io.blackroad.mesh.NodeLimits;

/**
 * How much of the seed one node may take.
 *
 * @param messagesPerSecond lasting rate; a node that computes says about ten messages a second.
 *     Whoever is faster is read more slowly
 * @param messagesBurst messages at once beyond that
 * @param unhandledBytesMax bytes of one connection that may wait for the coordinator before no more
 *     is read
 * @param queuedBytesMax bytes that may wait for the node; one that reads no faster is cut off
 * @param connectionsPerAddressMax nodes behind one IPv4 address or IPv6 /64
 * @param pingMillis silence after which a sign of life is asked for, again and again
 * @param idleMillis silence after which the connection is over
 * @param relay what it may have passed on to others
 */
public record SignalLimits(
    int messagesPerSecond,
    int messagesBurst,
    int unhandledBytesMax,
    int queuedBytesMax,
    int connectionsPerAddressMax,
    long pingMillis,
    long idleMillis,
    RelayLimits relay) {

  /** For nodes out on the open network. */
  public static final SignalLimits STANDARD =
      new SignalLimits(
          100,
          400,
          2 * NodeLimits.FRAME_BYTES_MAX,
          4 * NodeLimits.FRAME_BYTES_MAX,
          512,
          15_000,
          45_000,
          RelayLimits.STANDARD);

  /** The same with another pace. */
  public SignalLimits withMessages(int perSecond, int burst) {
    return new SignalLimits(
        perSecond,
        burst,
        unhandledBytesMax,
        queuedBytesMax,
        connectionsPerAddressMax,
        pingMillis,
        idleMillis,
        relay);
  }

  /** The same with another cap of connections. */
  public SignalLimits withConnectionsPerAddressMax(int connections) {
    return new SignalLimits(
        messagesPerSecond,
        messagesBurst,
        unhandledBytesMax,
        queuedBytesMax,
        connections,
        pingMillis,
        idleMillis,
        relay);
  }

  /** The same with other periods of silence. */
  public SignalLimits withSilence(long newPingMillis, long newIdleMillis) {
    return new SignalLimits(
        messagesPerSecond,
        messagesBurst,
        unhandledBytesMax,
        queuedBytesMax,
        connectionsPerAddressMax,
        newPingMillis,
        newIdleMillis,
        relay);
  }

  /** The same with other limits of what is passed on. */
  public SignalLimits withRelay(RelayLimits newRelay) {
    return new SignalLimits(
        messagesPerSecond,
        messagesBurst,
        unhandledBytesMax,
        queuedBytesMax,
        connectionsPerAddressMax,
        pingMillis,
        idleMillis,
        newRelay);
  }
}
