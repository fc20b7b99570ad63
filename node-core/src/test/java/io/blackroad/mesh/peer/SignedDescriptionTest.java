package io.blackroad.mesh.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.Utf8;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.peer.PeerFrame.Signal.Kind;
import io.blackroad.mesh.peer.SignedDescription.Occasion;
import io.blackroad.mesh.port.JdkEd25519;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whoever passes a description on can change nothing of it, nor use it for anything else. */
class SignedDescriptionTest {
  private static final String SDP = "v=0\r\na=fingerprint:sha-256 AB:CD\r\n";
  private static final String PEER = "n_00000000000000000000000000000001";
  private static final String OTHER = "n_00000000000000000000000000000002";

  private final JdkEd25519 key = new JdkEd25519();
  private final String node = Identity.nodeId(key.publicKey(), new Sha256());
  private final Occasion occasion = new Occasion(node, PEER, 3, Kind.OFFER);
  private byte[] text = {};

  SignedDescriptionTest() {
    SignedDescription.sign(occasion, SDP, key, made -> text = made);
  }

  private SignedDescription read() {
    return Objects.requireNonNull(SignedDescription.read(text));
  }

  private static List<Boolean> verdicts(SignedDescription description, Occasion on) {
    List<Boolean> verdicts = new ArrayList<>();
    description.check(on, new Sha256(), JdkEd25519.CHECK, verdicts::add);
    return verdicts;
  }

  @Test
  void whatANodeSaysItSaid() {
    assertEquals(List.of(true), verdicts(read(), occasion));
    assertEquals(SDP, read().sdp());
  }

  @Test
  void isRefusedOnAnyOtherOccasion() {
    List<Occasion> others =
        List.of(
            new Occasion(node, OTHER, 3, Kind.OFFER),
            new Occasion(node, PEER, 4, Kind.OFFER),
            new Occasion(node, PEER, 3, Kind.ANSWER),
            new Occasion(OTHER, PEER, 3, Kind.OFFER));
    for (Occasion other : others) {
      assertEquals(List.of(false), verdicts(read(), other), other.toString());
    }
  }

  @Test
  void isRefusedWithAnotherFingerprint() {
    SignedDescription said = read();
    SignedDescription forged =
        new SignedDescription(said.key(), SDP.replace("AB", "AC"), said.signature());

    assertEquals(List.of(false), verdicts(forged, occasion));
  }

  /** A seed has keys of its own, but they have not the peer's node id. */
  @Test
  void isRefusedWhenSignedByAnotherKey() {
    List<byte[]> made = new ArrayList<>();
    SignedDescription.sign(occasion, SDP, new JdkEd25519(), made::add);
    SignedDescription forged = SignedDescription.read(made.getFirst());

    assertNotNull(forged);
    assertEquals(List.of(false), verdicts(forged, occasion));
  }

  @Test
  void whatIsSignedIsWhatTheSpecSays() {
    byte[] signed =
        Utf8.bytes("blackroad-mesh-direct:v1\n" + node + "\n" + PEER + "\n3\noffer\n" + SDP);
    List<Boolean> verdicts = new ArrayList<>();
    JdkEd25519.CHECK.verify(
        key.publicKey(), signed, Hex.require(read().signature()), verdicts::add);

    assertEquals(List.of(true), verdicts);
  }

  @Test
  void anythingElseIsNoDescription() {
    String hex = "0".repeat(64);
    List<String> texts =
        List.of(
            "",
            "v=0",
            "{}",
            "{\"key\":\"%s\",\"sdp\":\"v=0\",\"sig\":\"%s\"}".formatted(hex, hex),
            "{\"key\":\"%s\",\"sdp\":1,\"sig\":\"%s\"}".formatted(hex, hex + hex),
            "{\"key\":\"%s\",\"more\":1,\"sdp\":\"\",\"sig\":\"%s\"}".formatted(hex, hex + hex));
    for (String other : texts) {
      assertNull(SignedDescription.read(Utf8.bytes(other)), other);
    }
  }
}
