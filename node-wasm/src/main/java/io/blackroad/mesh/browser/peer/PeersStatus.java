package io.blackroad.mesh.browser.peer;

import io.blackroad.mesh.browser.js.PeersMessage;
import io.blackroad.mesh.browser.js.Timers;
import io.blackroad.mesh.browser.js.WorkerScope;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.peer.PeerEdge;
import io.blackroad.mesh.peer.Route;
import io.blackroad.mesh.port.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells the page how the edges are, as JSON: when something has changed, and at most four times a
 * second.
 */
final class PeersStatus {
  private static final long INTERVAL_MILLIS = 250;

  private final Clock clock;
  private final Budget budget;
  private final Acquaintances acquaintances;
  private String told = "";
  private long toldAtMillis = -INTERVAL_MILLIS;
  private boolean due;

  PeersStatus(Clock clock, Budget budget, Acquaintances acquaintances) {
    this.clock = clock;
    this.budget = budget;
    this.acquaintances = acquaintances;
  }

  /** Something may have changed. */
  void look() {
    long waitMillis = toldAtMillis + INTERVAL_MILLIS - clock.monotonicMillis();
    if (waitMillis <= 0) {
      tell();
    } else if (!due) {
      due = true;
      Timers.after(this::lookAgain, (double) waitMillis);
    }
  }

  private void lookAgain() {
    due = false;
    tell();
  }

  private void tell() {
    toldAtMillis = clock.monotonicMillis();
    String json = CanonicalJson.text(json());
    if (!json.equals(told)) {
      told = json;
      WorkerScope.post(PeersMessage.Of.status(json));
    }
  }

  private Json json() {
    List<Json> peers = new ArrayList<>();
    for (Acquaintance known : acquaintances) {
      PeerEdge edge = known.edge();
      peers.add(
          new JsonObject()
              .put("id", known.peer)
              .put("seat", known.seat == null ? 0 : known.seat.number)
              .put("route", word(edge == null ? null : edge.route()))
              .put("upBytes", known.upBytes)
              .put("downBytes", known.downBytes)
              .build());
    }
    return budget.json().put("list", peers).build();
  }

  /** What a route is called; empty where there is none. */
  static String word(@Nullable Route route) {
    if (route == null) {
      return "";
    }
    return route == Route.DIRECT ? "direct" : "relay";
  }
}
