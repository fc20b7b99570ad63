package io.blackroad.mesh.bench;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.peer.service.PeerMessage;
import io.blackroad.mesh.peer.service.PeerMessageReader;
import io.blackroad.mesh.peer.service.PeerMessageWriter;
import io.blackroad.mesh.peer.service.PeerWord;
import io.blackroad.mesh.wire.ConsentTerms;
import io.blackroad.mesh.wire.Decoded;
import io.blackroad.mesh.wire.HelloProof;
import io.blackroad.mesh.wire.Message;
import io.blackroad.mesh.wire.MessageCodec;
import io.blackroad.mesh.wire.WireLimits;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A visitor of the load that has joined a seed, and passes on without end. */
final class RelayNode {
  private static final int KEY_HEADER_BYTES = 12;
  private static final byte[] HEARTBEAT = MessageCodec.encode(new Message.Heartbeat());

  final RelaySocket socket;

  private RelayNode(RelaySocket socket) {
    this.socket = socket;
  }

  /**
   * Connects and joins.
   *
   * @param room the site, whose visitors may meet
   * @param codeHash of the code that the seed serves
   */
  static RelayNode join(URI seed, String room, String codeHash) throws IOException {
    RelaySocket socket = RelaySocket.open(seed, "/ws/signal", null);
    while (true) {
      byte[] frame = socket.receive();
      switch (MessageCodec.decode(frame)) {
        case Decoded.Malformed bad -> throw new IOException(bad.reason());
        case Decoded.Ok(Message.Welcome welcome) ->
            socket.send(MessageCodec.encode(hello(welcome, terms(room, codeHash))));
        case Decoded.Ok(Message.Joined joined) -> {
          return new RelayNode(socket);
        }
        case Decoded.Ok(Message.Refused refused) -> throw new IOException(refused.reason());
        case Decoded.Ok other -> {}
      }
    }
  }

  private static ConsentTerms terms(String room, String codeHash) {
    long expires = System.currentTimeMillis() + TimeUnit.DAYS.toMillis(1);
    return new ConsentTerms(
        true,
        new ConsentTerms.Limits(100, WireLimits.CONSENT_MIB_MAX, 0),
        ConsentTerms.Permits.NONE,
        new ConsentTerms.Basis("", room, false, 1, codeHash, expires));
  }

  private static Message hello(Message.Welcome welcome, ConsentTerms terms) {
    try {
      KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] encoded = Objects.requireNonNull(keys.getPublic().getEncoded());
      String key = Hex.of(Arrays.copyOfRange(encoded, KEY_HEADER_BYTES, encoded.length));
      Signature signing = Signature.getInstance("Ed25519");
      signing.initSign(keys.getPrivate());
      signing.update(HelloProof.signed(welcome.challenge(), welcome.seedId(), terms));
      return new Message.Hello(key, Hex.of(signing.sign()), "load", 0, terms, List.of());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK from 15 on has Ed25519", e);
    }
  }

  /** Asks for one peer. */
  void seek() throws IOException {
    socket.send(
        PeerMessageWriter.word(
            new PeerWord.Seek(1, false, List.of(), List.of(), List.of(), List.of())));
  }

  /** The number of the edge to the peer that the seed has found. */
  int met() throws IOException {
    while (true) {
      if (PeerMessageReader.read(socket.receive())
          instanceof PeerMessage.Said(PeerWord.Meet meet)) {
        return meet.edge();
      }
    }
  }

  /** What has to be sent every second, as it is sent. */
  static byte[] heartbeat() {
    return RelaySocket.frame(HEARTBEAT);
  }
}
