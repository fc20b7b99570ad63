package io.blackroad.mesh.seed.doctor;

import io.blackroad.mesh.seed.ice.DeniedPeers;
import io.blackroad.mesh.seed.ice.IceUrl;
import io.blackroad.mesh.seed.ice.TurnClient;
import io.blackroad.mesh.seed.ice.TurnClient.Reply;
import io.blackroad.mesh.seed.ice.TurnCredentials;
import io.blackroad.mesh.seed.ice.TurnCredentials.Credential;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Asks a TURN server for what it should give, and for what it should not. */
final class TurnVisit {
  private static final String NODE = "n_doctor";
  private static final long MINUTE_MILLIS = 60_000;
  private static final int NO_SUCH_FAMILY = 440;

  private final TurnDoor door;
  private final TurnCredentials credentials;
  private final InstantSource clock;
  private final List<Finding> findings = new ArrayList<>();

  TurnVisit(TurnDoor door, TurnCredentials credentials, InstantSource clock) {
    this.door = door;
    this.credentials = credentials;
    this.clock = clock;
  }

  /** One way of one server. */
  List<Finding> look(IceUrl url) {
    findings.clear();
    try {
      allocates(url);
      refuses(
          url, "an expired credential", credentials.until(NODE, clock.millis() - MINUTE_MILLIS));
      Credential good = fresh();
      refuses(
          url,
          "a forged credential",
          new Credential(good.username(), "forged" + good.password(), good.expiresAtMillis()));
      if (url.transport() != IceUrl.Transport.UDP) {
        refusesConnections(url);
      }
      refusesPeers(url, TurnClient.FAMILY_IPV4, DeniedPeers.SAMPLES_4);
      refusesPeers(url, TurnClient.FAMILY_IPV6, DeniedPeers.SAMPLES_6);
    } catch (IOException e) {
      findings.add(
          Finding.bad(
              url.text(),
              "cannot be used ("
                  + SeedVisit.reason(e)
                  + "): does coturn run, and is "
                  + (url.transport() == IceUrl.Transport.UDP ? "UDP " : "TCP ")
                  + url.port()
                  + " let in?"));
    }
    return List.copyOf(findings);
  }

  private Credential fresh() {
    return credentials.mint(NODE, clock.millis());
  }

  private void allocates(IceUrl url) throws IOException {
    try (TurnClient client = door.open(url, fresh())) {
      switch (client.allocate(TurnClient.RELAY_UDP, TurnClient.FAMILY_IPV4)) {
        case Reply.Granted granted -> {
          findings.add(Finding.good(url.text(), "relays from " + granted.relayed()));
          client.release();
        }
        case Reply.Refused refused ->
            findings.add(Finding.bad(url.text(), "refuses a fresh credential: " + why(refused)));
      }
    }
  }

  private static String why(Reply.Refused refused) {
    return switch (refused.code()) {
      case 401 ->
          "401; is --turn-secret-file the secret of its configuration, do the clocks agree?";
      case 486, 508 -> refused.code() + "; its quota is used up";
      default -> "error " + refused.code();
    };
  }

  private void refuses(IceUrl url, String what, Credential credential) throws IOException {
    try (TurnClient client = door.open(url, credential)) {
      Reply reply = client.allocate(TurnClient.RELAY_UDP, TurnClient.FAMILY_IPV4);
      findings.add(
          reply instanceof Reply.Refused
              ? Finding.good(url.text(), "refuses " + what)
              : Finding.bad(
                  url.text(), "takes " + what + ": anyone can relay; use-auth-secret is missing"));
    }
  }

  private void refusesConnections(IceUrl url) throws IOException {
    try (TurnClient client = door.open(url, fresh())) {
      Reply reply = client.allocate(TurnClient.RELAY_TCP, TurnClient.FAMILY_IPV4);
      findings.add(
          reply instanceof Reply.Refused
              ? Finding.good(url.text(), "opens no TCP connections to others")
              : Finding.bad(
                  url.text(), "opens TCP connections to others, also to itself: add no-tcp-relay"));
    }
  }

  private void refusesPeers(IceUrl url, int family, List<String> peers) throws IOException {
    String kind = family == TurnClient.FAMILY_IPV4 ? "IPv4" : "IPv6";
    try (TurnClient client = door.open(url, fresh())) {
      if (client.allocate(TurnClient.RELAY_UDP, family) instanceof Reply.Refused refused) {
        String reason =
            refused.code() == NO_SUCH_FAMILY ? "has no " + kind : "error " + refused.code();
        findings.add(Finding.skipped(url.text(), "private " + kind + " addresses: " + reason));
        return;
      }
      List<String> open = new ArrayList<>();
      for (String peer : peers) {
        if (client.permit(DeniedPeers.bytes(peer)) instanceof Reply.Granted) {
          open.add(peer);
        }
      }
      client.release();
      findings.add(
          open.isEmpty()
              ? Finding.good(
                  url.text(),
                  "refuses " + peers.size() + " private and special " + kind + " addresses")
              : Finding.bad(
                  url.text(),
                  "relays to "
                      + String.join(", ", open)
                      + ": write its configuration with mesh turn-config"));
    }
  }
}
