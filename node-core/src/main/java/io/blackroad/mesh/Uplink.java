package io.blackroad.mesh;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.port.SignalLink;
import io.blackroad.mesh.wire.ConsentTerms;
import io.blackroad.mesh.wire.HelloProof;
import io.blackroad.mesh.wire.Message;
import io.blackroad.mesh.wire.MessageCodec;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A node's end of the link to its seed: who it says it is there, and on which terms it works. */
final class Uplink {
  private final MeshNode.Ports ports;
  private final Consumer<String> clogged;
  private ConsentTerms consent;

  /** The terms that the seed has on record, or will have once it answers. */
  private ConsentTerms told;

  private @Nullable SignalLink link;
  private boolean joined;
  private long spokeMillis;

  /** Counts links, so that what an older one brought late is dropped. */
  private int number;

  /**
   * @param clogged told when the link's queue is full and nothing more can be said
   */
  Uplink(MeshNode.Ports ports, ConsentTerms consent, Consumer<String> clogged) {
    this.ports = ports;
    this.consent = consent;
    this.told = consent;
    this.clogged = clogged;
  }

  void opened(SignalLink opened) {
    link = opened;
    number++;
    spokeMillis = ports.clock().monotonicMillis();
  }

  /** The link ended by itself. */
  void lost() {
    link = null;
    joined = false;
  }

  void close(String reason) {
    if (link != null) {
      link.close(reason);
    }
    lost();
  }

  boolean isUp() {
    return link != null;
  }

  boolean isJoined() {
    return joined;
  }

  int number() {
    return number;
  }

  void say(Message message) {
    if (link == null) {
      return;
    }
    spokeMillis = ports.clock().monotonicMillis();
    if (!link.send(MessageCodec.encode(message))) {
      clogged.accept("the link's queue is full");
    }
  }

  /** Says it once the node has joined; before, the seed would ask for what matters anyway. */
  void tell(Message message) {
    if (joined) {
      say(message);
    }
  }

  /** Says that the node is still there, when it has been silent long enough; false otherwise. */
  boolean beat(long nowMillis) {
    if (!joined || nowMillis < beatAtMillis()) {
      return false;
    }
    say(new Message.Heartbeat());
    return true;
  }

  long beatAtMillis() {
    return spokeMillis + NodeLimits.HEARTBEAT_MILLIS;
  }

  /**
   * Answers the seed's welcome.
   *
   * @param holds gives the tasks that the node goes on with
   * @param later takes what is to be done once the answer is signed
   */
  void hello(Message.Welcome welcome, Supplier<List<String>> holds, Consumer<Runnable> later) {
    ConsentTerms terms = consent;
    int signedFor = number;
    byte[] proof = HelloProof.signed(welcome.challenge(), welcome.seedId(), terms);
    ports
        .signer()
        .sign(
            proof,
            signature ->
                later.accept(
                    () -> {
                      if (signedFor == number) {
                        hello(terms, signature, holds.get());
                      }
                    }));
  }

  private void hello(ConsentTerms terms, byte[] signature, List<String> holds) {
    told = terms;
    say(
        new Message.Hello(
            Hex.of(ports.signer().publicKey()),
            Hex.of(signature),
            ports.engine().engineClass(),
            ports.engine().memoryMib(),
            terms,
            holds));
  }

  /** The seed has the terms on record that it was told. */
  void joined() {
    joined = true;
    tellConsent();
  }

  /** The terms that the visitor wants. */
  ConsentTerms consent() {
    return consent;
  }

  /** The terms that the seed knows of. */
  ConsentTerms told() {
    return told;
  }

  /** The visitor changed the terms; before the seed has answered the hello they have to wait. */
  void consent(ConsentTerms terms) {
    consent = terms;
    tellConsent();
  }

  private void tellConsent() {
    if (joined && !consent.equals(told)) {
      told = consent;
      say(new Message.ConsentChanged(consent));
    }
  }
}
