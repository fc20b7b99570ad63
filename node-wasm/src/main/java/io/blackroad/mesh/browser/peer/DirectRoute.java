package io.blackroad.mesh.browser.peer;

import io.blackroad.mesh.browser.Actor;
import io.blackroad.mesh.browser.js.DataChannel;
import io.blackroad.mesh.browser.js.PeersMessage;
import io.blackroad.mesh.browser.js.WorkerScope;
import io.blackroad.mesh.peer.DirectCommand;
import io.blackroad.mesh.peer.DirectEvent;
import io.blackroad.mesh.peer.Lane;
import io.blackroad.mesh.peer.PeerFrame.Signal.Kind;
import io.blackroad.mesh.peer.PeerLimits;
import io.blackroad.mesh.peer.Route;
import io.blackroad.mesh.peer.SignedDescription;
import io.blackroad.mesh.peer.SignedDescription.Occasion;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * One edge's direct connection: the page has it ({@code peers.js}), this end its channels. Commands
 * to the page and events from it keep their order, though some have to be signed, checked or waited
 * for on their way.
 */
final class DirectRoute {
  private static final String OPEN = "open";

  private final Setting setting;
  private int attempt;
  private Steps toPage = new Steps();
  private Steps fromPage = new Steps();
  private @Nullable DataChannel control;
  private @Nullable DataChannel bulk;
  private boolean toldOpen;

  /**
   * Whose connection it is, and what it stands on.
   *
   * @param seat by which the page knows the edge
   */
  record Setting(int seat, String peer, Credentials own, IceDesk ice, Actor loop, Hearer hearer) {}

  /** Hears of the connection, on the loop's turn. */
  interface Hearer {
    void direct(int attempt, DirectEvent event);

    void received(Route route, byte[] frame);

    void drained();
  }

  DirectRoute(Setting setting) {
    this.setting = setting;
  }

  // ---- what the edge wants ----

  void command(int of, DirectCommand command) {
    switch (command) {
      case DirectCommand.Open open -> {
        begin(of);
        String servers = setting.ice.stun();
        toPage.addShort(() -> post("open", servers));
      }
      case DirectCommand.UseTurn turn -> {
        Steps mine = toPage;
        mine.add(
            done ->
                setting.ice.fresh(
                    servers -> {
                      if (mine == toPage) {
                        post("servers", servers);
                      }
                      done.run();
                    }));
      }
      case DirectCommand.RestartIce restart -> toPage.addShort(() -> post("restart", ""));
      case DirectCommand.Describe describe -> toPage.addShort(() -> post("describe", ""));
      case DirectCommand.Take take -> {
        Steps mine = toPage;
        mine.add(done -> check(take, () -> mine == toPage, done));
      }
      case DirectCommand.AddCandidate candidate -> {
        Int8Array bytes = Int8Array.copyFromJavaArray(candidate.text());
        toPage.addShort(
            () -> WorkerScope.post(PeersMessage.Of.candidate(setting.seat, attempt, bytes)));
      }
      case DirectCommand.Close close -> {
        stop();
        post("close", "");
      }
    }
  }

  private void begin(int number) {
    stop();
    attempt = number;
    toldOpen = false;
  }

  private void stop() {
    toPage.end();
    fromPage.end();
    toPage = new Steps();
    fromPage = new Steps();
    close(control);
    close(bulk);
    control = null;
    bulk = null;
  }

  private static void close(@Nullable DataChannel channel) {
    if (channel != null) {
      DataChannel.forget(channel);
      channel.close();
    }
  }

  private void post(String what, String text) {
    WorkerScope.post(PeersMessage.Of.direct(setting.seat, attempt, what, text));
  }

  private Occasion said(String from, String to, Kind kind) {
    return new Occasion(from, to, attempt, kind);
  }

  /** What the peer has not signed itself may be anybody's: the attempt fails, the relay goes on. */
  private void check(DirectCommand.Take take, Current current, Runnable done) {
    SignedDescription description = SignedDescription.read(take.text());
    Consumer<Boolean> verdict =
        good -> {
          if (current.stillIs()) {
            if (good && description != null) {
              post(word(take.kind()), description.sdp());
            } else {
              setting.hearer.direct(attempt, new DirectEvent.Failed());
            }
          }
          done.run();
        };
    if (description == null) {
      // Later, because a command must not call the edge back.
      setting.loop.enqueue(() -> verdict.accept(false));
    } else {
      Credentials own = setting.own;
      description.check(
          said(setting.peer, own.nodeId(), take.kind()), own.digest(), own.check(), later(verdict));
    }
  }

  private Consumer<Boolean> later(Consumer<Boolean> verdict) {
    return good -> setting.loop.enqueue(() -> verdict.accept(good));
  }

  private static String word(Kind kind) {
    return kind == Kind.OFFER ? "offer" : "answer";
  }

  /** Whether an attempt is the one under way. */
  private interface Current {
    boolean stillIs();
  }

  // ---- what the page tells ----

  /** Something has happened at the connection of attempt {@code of}. */
  void happened(int of, PeersMessage message) {
    if (of != attempt) {
      return;
    }
    switch (message.getWhat()) {
      case "offer" -> described(Kind.OFFER, message.getText());
      case "answer" -> described(Kind.ANSWER, message.getText());
      case "candidate" -> {
        byte[] text = message.getBytes().copyToJavaArray();
        tell(new DirectEvent.Candidate(text));
      }
      case "needed" -> tell(new DirectEvent.NegotiationNeeded());
      case "taken" -> tell(new DirectEvent.Taken());
      case "disconnected" -> tell(new DirectEvent.Disconnected());
      case "broken" -> tell(new DirectEvent.Broken());
      default -> tell(new DirectEvent.Failed());
    }
  }

  private void tell(DirectEvent event) {
    int of = attempt;
    fromPage.addShort(() -> setting.hearer.direct(of, event));
  }

  private void described(Kind kind, String sdp) {
    Steps mine = fromPage;
    Credentials own = setting.own;
    int of = attempt;
    mine.add(
        done ->
            SignedDescription.sign(
                said(own.nodeId(), setting.peer, kind),
                sdp,
                own.signer(),
                text -> {
                  if (mine == fromPage) {
                    setting.hearer.direct(of, new DirectEvent.Described(kind, text));
                  }
                  done.run();
                }));
  }

  // ---- the channels ----

  /**
   * Takes the channels of attempt {@code of}; to be called in the callback that brought them, or
   * their first messages are lost (facts: webrtc.md 3).
   */
  void channels(int of, DataChannel forControl, DataChannel forBulk) {
    if (of != attempt) {
      close(forControl);
      close(forBulk);
      return;
    }
    control = forControl;
    bulk = forBulk;
    listen(forControl);
    listen(forBulk);
  }

  private void listen(DataChannel channel) {
    Actor loop = setting.loop;
    int of = attempt;
    channel.setBinaryType("arraybuffer");
    channel.setBufferedAmountLowThreshold(PeerLimits.ROUTE_QUEUED_BYTES_LOW);
    DataChannel.onMessage(
        channel,
        frame -> {
          byte[] bytes = new Int8Array(frame).copyToJavaArray();
          loop.enqueue(() -> setting.hearer.received(Route.DIRECT, bytes));
        });
    DataChannel.onChange(
        channel,
        () -> loop.enqueue(this::opened),
        () -> loop.enqueue(() -> setting.hearer.direct(of, new DirectEvent.Broken())),
        () -> loop.enqueue(setting.hearer::drained));
  }

  private void opened() {
    if (!toldOpen && isOpen(control) && isOpen(bulk)) {
      toldOpen = true;
      setting.hearer.direct(attempt, new DirectEvent.ChannelsOpen());
    }
  }

  private static boolean isOpen(@Nullable DataChannel channel) {
    return channel != null && OPEN.equals(channel.getReadyState());
  }

  private @Nullable DataChannel channel(Lane lane) {
    return lane == Lane.CONTROL ? control : bulk;
  }

  boolean send(Lane lane, byte[] frame) {
    DataChannel channel = channel(lane);
    return channel != null
        && isOpen(channel)
        && DataChannel.send(channel, Int8Array.copyFromJavaArray(frame));
  }

  int queuedBytes(Lane lane) {
    DataChannel channel = channel(lane);
    return channel == null ? 0 : channel.getBufferedAmount();
  }
}
