package io.blackroad.mesh.seed.ice;

import io.blackroad.mesh.peer.service.PeerWord;
import io.blackroad.mesh.seed.ice.TurnCredentials.Credential;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The STUN and TURN servers that nodes are told of, each with a credential of its own.
 *
 * @param credentials null where there is no TURN server
 */
public record MintedIce(
    List<IceUrl> stun,
    List<IceUrl> turn,
    @Nullable TurnCredentials credentials,
    InstantSource clock) {
  /** A mesh without such servers: browsers in one network still find each other. */
  public static final MintedIce NONE =
      new MintedIce(List.of(), List.of(), null, InstantSource.system());

  public MintedIce {
    stun = List.copyOf(stun);
    turn = List.copyOf(turn);
    if (turn.isEmpty() != (credentials == null)) {
      throw new IllegalArgumentException("TURN URLs and their secret go together");
    }
  }

  /** What {@code nodeId} may use now: nothing, where its visitor did not allow direct peers. */
  public PeerWord.Ice forNode(String nodeId, boolean direct) {
    if (!direct) {
      return PeerWord.Ice.NONE;
    }
    if (credentials == null) {
      return new PeerWord.Ice(texts(stun), List.of(), "", "", 0);
    }
    Credential minted = credentials.mint(nodeId, clock.millis());
    return new PeerWord.Ice(
        texts(stun), texts(turn), minted.username(), minted.password(), minted.expiresAtMillis());
  }

  private static List<String> texts(List<IceUrl> urls) {
    return urls.stream().map(IceUrl::text).toList();
  }
}
