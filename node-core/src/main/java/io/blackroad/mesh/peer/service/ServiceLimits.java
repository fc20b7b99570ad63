package io.blackroad.mesh.peer.service;

import io.blackroad.mesh.peer.Neighbours;
import io.blackroad.mesh.wire.WireLimits;

/** Bounds of what a word may say (spec/wire.md 9). Characters are UTF-16 code units. */
public final class ServiceLimits {
  /** The JSON of a word: a {@code seek} with all its hashes is half of it. */
  public static final int WORD_BYTES_MAX = 8 << 10;

  /** Edges of a node, and peers that it may ask to meet again. */
  public static final int DEGREE_MAX = Neighbours.DEGREE_MAX;

  /** Models that a node may name: more than one tab ever holds. */
  public static final int MODELS_MAX = 8;

  /** Hashes that a node may say it has, and as many that it needs: 2 KiB each. */
  public static final int HASHES_MAX = 32;

  /** A model's name in the catalog. */
  public static final int NAME_CHARS_MAX = WireLimits.NAME_CHARS_MAX;

  /** Servers of one kind: UDP, TCP and TLS of two of them, and room. */
  public static final int URLS_MAX = 8;

  /** A server's URL: a scheme, a host of 253 characters, a port, a transport. */
  public static final int URL_CHARS_MAX = 300;

  /** A TURN user name, or its credential: a time and an id, or a MAC in base 64. */
  public static final int CREDENTIAL_CHARS_MAX = 128;

  /** The highest number of an edge. */
  public static final int EDGE_MAX = Integer.MAX_VALUE;

  private ServiceLimits() {}
}
