package io.blackroad.mesh;

/** Bounds that both ends keep. Each says why it is what it is. */
public final class NodeLimits {
  /**
   * One frame: a task of 16 texts of 512 tokens is 32 KiB, its result 48 KiB; room for a larger
   * model.
   */
  public static final int FRAME_BYTES_MAX = 1 << 20;

  /**
   * A node speaks this often, so that a silent one is noticed within {@link #SILENCE_MILLIS_MAX}.
   */
  public static final long HEARTBEAT_MILLIS = 1_000;

  /**
   * Silence after which a node's leases are given to others: two heartbeats missed, so that a node
   * is replaced within 3 s of its last sign of life, the quarter second of a sweep included.
   */
  public static final long SILENCE_MILLIS_MAX = 2_700;

  /**
   * Tasks that a node holds at a time: one at work, one waiting so that the link's delay costs
   * nothing.
   */
  public static final int LEASES_PER_NODE_MAX = 2;

  /**
   * Texts in a task: enough to hide the link's delay, few enough to lose little when a tab closes.
   */
  public static final int TASK_TEXTS_MAX = 16;

  /**
   * Tokens in a task: a quarter of a second of one core's time in WebAssembly, so that a first
   * result, a search behind it and a stop come soon; the next task is on the node before this one
   * ends.
   */
  public static final int TASK_TOKENS_MAX = 384;

  /** Tokens that a model may read of one text, which is then a task of its own: half a second. */
  public static final int TEXT_TOKENS_MAX = 768;

  /**
   * Time for one task, execution and waiting included; a throttled tab at a 5 % cap still makes it.
   */
  public static final long LEASE_MILLIS = 30_000;

  /** Results that a node keeps for their opening; more means that its partners are slow. */
  public static final int COMMITTED_PER_NODE_MAX = 32;

  /** Checkpoints of others that a node remembers until it has joined: one a tab, and some. */
  public static final int CHECKPOINTS_HEARD_EARLY_MAX = 8;

  /** Token ids of the open jobs of a seed: 64 MiB of memory, about 100,000 passages. */
  public static final long QUEUED_TOKENS_MAX = 16_000_000;

  /** Jobs that are open at a time: each costs memory, however small it is. */
  public static final int JOBS_OPEN_MAX = 10_000;

  /**
   * Nodes that are not yet credible and may be here from one address prefix: a large household or a
   * small office; a school's other visitors wait until some have shown what they are worth.
   */
  public static final int UNKNOWN_PER_PREFIX_MAX = 16;

  /** Nodes at one seed; beyond it a node is told to come back later. */
  public static final int NODES_MAX = 10_000;

  private NodeLimits() {}
}
