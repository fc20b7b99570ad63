package io.blackroad.mesh.browser.peer;

import io.blackroad.mesh.browser.Actor;
import io.blackroad.mesh.browser.js.Timers;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.peer.service.PeerWord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The servers by which direct connections are found, as the seed tells them. */
final class IceDesk {
  /** A seed that does not answer delays a restart by no more than this. */
  private static final int ANSWER_MILLIS_MAX = 1_000;

  private final SeedLine line;
  private final Actor loop;
  private final List<Consumer<String>> waiting = new ArrayList<>();
  private PeerWord.Ice newest = PeerWord.Ice.NONE;
  private int timer;

  IceDesk(SeedLine line, Actor loop) {
    this.line = line;
    this.loop = loop;
  }

  /** STUN servers only, as JSON of {@code RTCIceServer[]}. */
  String stun() {
    return CanonicalJson.text(new Json.Arr(stunServers()));
  }

  /**
   * Asks the seed for servers whose credentials have not expired; {@code done} gets all of them, as
   * JSON of {@code RTCIceServer[]}, or those that are known where the seed does not answer.
   */
  void fresh(Consumer<String> done) {
    waiting.add(done);
    if (!line.isUp()) {
      answer();
    } else if (waiting.size() == 1) {
      line.say(new PeerWord.Turn());
      timer = Timers.after(() -> loop.enqueue(this::answer), ANSWER_MILLIS_MAX);
    }
  }

  /** The seed tells of its servers. */
  void told(PeerWord.Ice ice) {
    newest = ice;
    answer();
  }

  /** Whoever waits gets what is known. */
  void answer() {
    Timers.cancel(timer);
    List<Consumer<String>> asked = List.copyOf(waiting);
    waiting.clear();
    String all = asked.isEmpty() ? "" : all();
    asked.forEach(done -> done.accept(all));
  }

  private String all() {
    List<Json> servers = stunServers();
    if (!newest.turn().isEmpty()) {
      servers.add(
          new JsonObject()
              .put("urls", texts(newest.turn()))
              .put("username", newest.username())
              .put("credential", newest.credential())
              .build());
    }
    return CanonicalJson.text(new Json.Arr(servers));
  }

  private List<Json> stunServers() {
    List<Json> servers = new ArrayList<>();
    if (!newest.stun().isEmpty()) {
      servers.add(new JsonObject().put("urls", texts(newest.stun())).build());
    }
    return servers;
  }

  private static List<Json> texts(List<String> texts) {
    List<Json> items = new ArrayList<>();
    for (String text : texts) {
      items.add(new Json.Text(text));
    }
    return items;
  }
}
