package io.blackroad.mesh;

/**
 * What the seed's platform knows of a link before the node has said a word.
 *
 * @param prefix network that it came from, IPv4 /24 or IPv6 /48; empty when that says nothing (this
 *     process, the same machine, a private network): nodes of one prefix count as one voice
 * @param trusted whether it is the seed's own node, in this process
 */
public record Arrival(String prefix, boolean trusted) {
  /** A visitor from nowhere in particular. */
  public static final Arrival VISITOR = new Arrival("", false);

  /** The seed's own node. */
  public static final Arrival OWN = new Arrival("", true);
}
