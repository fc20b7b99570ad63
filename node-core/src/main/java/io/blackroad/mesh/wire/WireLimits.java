package io.blackroad.mesh.wire;

import io.blackroad.mesh.NodeLimits;

/** Bounds of what a frame may say (spec/wire.md 5). Characters are UTF-16 code units. */
public final class WireLimits {
  /** Version of the protocol, said in both first words. */
  public static final int VERSION = 5;

  /** The JSON of one frame: eight receipts, each with an entry of 2 KiB and a path of 4 KiB. */
  public static final int JSON_BYTES_MAX = 1 << 16;

  /** A reason for a person: two or three sentences. The encoder cuts longer ones. */
  public static final int REASON_CHARS_MAX = 500;

  /** Whom the work is for: one line in the widget. */
  public static final int PURPOSE_CHARS_MAX = 200;

  /** A model's name in the catalog, a runtime build, an engine class, an optimisation level. */
  public static final int NAME_CHARS_MAX = 100;

  /** An origin: scheme, a host of 253 characters, a port. */
  public static final int SITE_CHARS_MAX = 300;

  /** What a visitor may allow to be kept, or to be passed on in a day: a tebibyte. */
  public static final int CONSENT_MIB_MAX = 1 << 20;

  /** Tasks that a node may go on with on a new link: what it may have at work and committed to. */
  public static final int HOLDS_MAX =
      NodeLimits.LEASES_PER_NODE_MAX + NodeLimits.COMMITTED_PER_NODE_MAX;

  /** Receipts with one verdict: result, verification and reward, with room for corrections. */
  public static final int RECEIPTS_MAX = 8;

  /** Nodes that agree on one result; a quorum has three, a disputed one a few more. */
  public static final int AGREEING_MAX = 1_000;

  /** Length of a vector, and tokens of a sequence: above every embedding model there is. */
  public static final int MODEL_SIZE_MAX = 1 << 16;

  /** Memory that a node may claim to have: a tebibyte. */
  public static final int MEMORY_MIB_MAX = 1 << 20;

  /** The longest lease: an hour; more is not waiting but forgetting. */
  public static final long LEASE_MILLIS_MAX = 3_600_000;

  private WireLimits() {}
}
