package io.blackroad.mesh.peer.service;

import java.util.List;

/** What a node and the seed's peer service say to each other (spec/wire.md 9). */
public sealed interface PeerWord {
  /** What a node says. */
  sealed interface FromNode extends PeerWord {}

  /** What the seed says. */
  sealed interface FromSeed extends PeerWord {}

  /**
   * The node would like to have peers; the newest counts.
   *
   * @param wanted edges that it would like to have in all, 0 to {@link ServiceLimits#DEGREE_MAX};
   *     0: none, and it is introduced to nobody
   * @param direct whether its visitor allows direct connections
   * @param models that it holds, by their names in the catalog
   * @param has SHA-256 of what it has for others, 64 digits each
   * @param needs SHA-256 of what it would like to get, 64 digits each
   * @param peers ids of nodes to which it had edges on an earlier link and would keep them
   */
  record Seek(
      int wanted,
      boolean direct,
      List<String> models,
      List<String> has,
      List<String> needs,
      List<String> peers)
      implements FromNode {
    public Seek {
      models = List.copyOf(models);
      has = List.copyOf(has);
      needs = List.copyOf(needs);
      peers = List.copyOf(peers);
    }
  }

  /** Asks for servers whose credentials have not expired. */
  record Turn() implements FromNode {}

  /**
   * An edge is over: said by the node that ends it, and by the seed to the other, or to both.
   *
   * @param edge its number on this link
   */
  record Part(int edge, PartReason reason) implements FromNode, FromSeed {}

  /**
   * An edge to another node; frames to it may be sent at once.
   *
   * @param edge its number on this link, 1 to 2^31 − 1, never used before on it
   * @param nodeId of the other node
   * @param direct whether both visitors allow a direct connection
   */
  record Meet(int edge, String nodeId, boolean direct) implements FromSeed {}

  /**
   * Servers by which a direct connection is found.
   *
   * @param stun their URLs (RFC 7064); none when direct connections are not allowed
   * @param turn URLs of relays (RFC 7065); none when the seed has none
   * @param username for the relays; empty without them
   * @param credential for the relays; empty without them
   * @param expiresAtMs Unix time in milliseconds from which the credential is worthless; 0 without
   */
  record Ice(
      List<String> stun, List<String> turn, String username, String credential, long expiresAtMs)
      implements FromSeed {
    /** No servers at all. */
    public static final Ice NONE = new Ice(List.of(), List.of(), "", "", 0);

    public Ice {
      stun = List.copyOf(stun);
      turn = List.copyOf(turn);
    }
  }
}
