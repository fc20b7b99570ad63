package io.blackroad.mesh.log;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.port.Clock;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.port.Entropy;

/**
 * The growing end of a PS-SHA∞ chain (spec/ps-sha-infinity.md 4). Holds no entries: whoever appends
 * stores what comes back, before anyone is told of it. One instance serves one thread.
 */
public final class Chain {
  /** {@code prev_hash} of the first entry. */
  public static final String GENESIS = "GENESIS";

  /** Bytes of an entry's salt: enough that a payload cannot be guessed from its hash. */
  public static final int SALT_BYTES = 32;

  /** Before the first entry: any clock at all is later. */
  private static final long NO_TIME = -1;

  /** What a chain needs of its platform. */
  public record Ports(Digest digest, Clock clock, Entropy entropy) {}

  private final String name;
  private final Ports ports;
  private long nextSeq;
  private String headHash;
  private long lastTimestampNanos;

  private Chain(String name, long nextSeq, String headHash, long lastTimestampNanos, Ports ports) {
    this.name = name;
    this.nextSeq = nextSeq;
    this.headHash = headHash;
    this.lastTimestampNanos = lastTimestampNanos;
    this.ports = ports;
  }

  /** An empty chain; its first entry must be a {@code GENESIS}. */
  public static Chain begin(String name, Ports ports) {
    return new Chain(name, 0, GENESIS, NO_TIME, ports);
  }

  /** Goes on behind the entry {@code nextSeq - 1}, whose hash and time are given. */
  public static Chain resume(
      String name, long nextSeq, String headHash, long lastTimestampNanos, Ports ports) {
    if (nextSeq < 1 || !Hex.is(headHash, 64)) {
      throw new IllegalArgumentException("nothing to resume at seq " + nextSeq + ": " + headHash);
    }
    return new Chain(name, nextSeq, headHash, lastTimestampNanos, ports);
  }

  /**
   * Adds an entry. Time comes from the clock, moved past the last entry's where the clock is not.
   *
   * @param actorId who did it: a node's or the seed's id
   * @param truthState 0 reported, 1 verified, -1 disproven
   * @throws IllegalArgumentException unless {@code GENESIS} comes first and only first
   */
  public LoggedEntry append(String actorId, Action action, int truthState, Json payload) {
    if ((action == Action.GENESIS) != (nextSeq == 0)) {
      throw new IllegalArgumentException(action + " at seq " + nextSeq);
    }
    if (truthState < -1 || truthState > 1) {
      throw new IllegalArgumentException("truth state " + truthState + ", wanted -1, 0 or 1");
    }
    if (lastTimestampNanos == Long.MAX_VALUE) {
      throw new IllegalStateException("no time is left after the last entry's");
    }
    byte[] salt = new byte[SALT_BYTES];
    ports.entropy().fill(salt);
    long timestampNanos = Math.max(ports.clock().unixNanos(), lastTimestampNanos + 1);
    String payloadHash = EntryHash.ofPayload(salt, payload, ports.digest());
    Entry entry =
        new Entry(
            name, nextSeq, headHash, actorId, action, timestampNanos, truthState, payloadHash, "");
    Entry hashed = entry.withHash(EntryHash.of(entry, ports.digest()));
    nextSeq++;
    headHash = hashed.hash();
    lastTimestampNanos = timestampNanos;
    return new LoggedEntry(hashed, payload, Hex.of(salt));
  }

  /** {@code mesh/} and the seed's id. */
  public String name() {
    return name;
  }

  /** Position that the next entry gets; the number of entries so far. */
  public long nextSeq() {
    return nextSeq;
  }

  /** Time of the last entry; -1 before the first. */
  public long lastTimestampNanos() {
    return lastTimestampNanos;
  }

  /** Hash of the last entry, or {@link #GENESIS}. */
  public String headHash() {
    return headHash;
  }
}
