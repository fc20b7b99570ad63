package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.PeerLine;
import io.blackroad.mesh.browser.js.Timers;
import io.blackroad.mesh.port.SignalLink;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.core.JSObjects;
import org.teavm.jso.dom.events.MessageEvent;
import org.teavm.jso.typedarrays.Int8Array;
import org.teavm.jso.websocket.WebSocket;

/**
 * Keeps one link to the seed, for as long as it is wanted.
 *
 * <pre>
 *   connecting --open--> open --close--> waiting --timer--> connecting
 *       |  close or {@link #CONNECT_MILLIS_MAX}     ^
 *       +--------------------------------+          any state --stop()--> stopped
 * </pre>
 */
final class SignalConnector {
  /** An attempt that takes longer is lost: a dropped packet would hold it for minutes. */
  static final int CONNECT_MILLIS_MAX = 10_000;

  private static final int NO_TIMER = 0;

  private final String url;
  private final Listener listener;
  private final Actor actor;
  private final Backoff backoff;
  private final PeerLine peers = PeerLine.Here.line();
  private @Nullable WebSocket socket;
  private boolean open;

  /** Counts sockets, so that a late event of an earlier one is recognised. */
  private int attempt;

  private int timer = NO_TIMER;

  SignalConnector(String url, Listener listener, Actor actor, Backoff backoff) {
    this.url = url;
    this.listener = listener;
    this.actor = actor;
    this.backoff = backoff;
  }

  /** Hears of the link, on the actor's turn; {@code opened} and {@code closed} alternate. */
  interface Listener {
    void opened(SignalLink link);

    void received(byte[] frame);

    void closed();
  }

  /** Begins the first attempt. */
  void start() {
    connect();
  }

  /**
   * Gives the link up for good; frames that are queued still leave. {@code ended} runs once they
   * have, or at once when there is no link.
   */
  void stop(Runnable ended) {
    Timers.cancel(timer);
    attempt++;
    if (socket == null) {
      ended.run();
      return;
    }
    socket.onClose(event -> ended.run());
    socket.close();
    socket = null;
  }

  private void connect() {
    attempt++;
    int mine = attempt;
    WebSocket connecting = new WebSocket(url);
    socket = connecting;
    connecting.setBinaryType("arraybuffer");
    timer = Timers.after(connecting::close, CONNECT_MILLIS_MAX);
    connecting.onOpen(event -> enqueue(mine, () -> opened(connecting)));
    connecting.onMessage(event -> received(mine, connecting, event));
    connecting.onClose(event -> enqueue(mine, this::closed));
  }

  /** Queues what a socket said, to be forgotten should that socket no longer be the one. */
  private void enqueue(int from, Runnable event) {
    actor.enqueue(
        () -> {
          if (from == attempt) {
            event.run();
          }
        });
  }

  private void opened(WebSocket link) {
    Timers.cancel(timer);
    open = true;
    backoff.connected();
    peers.opened(link);
    listener.opened(new WebSocketSignalLink(link));
  }

  private void received(int from, WebSocket link, MessageEvent event) {
    if ("string".equals(JSObjects.typeOf(event.getData()))) {
      link.close(); // spec/wire.md: frames are binary
      return;
    }
    if (from == attempt && peers.takes(event.getDataAsArray())) {
      return; // spec/wire.md 9
    }
    byte[] frame = new Int8Array(event.getDataAsArray()).copyToJavaArray();
    enqueue(from, () -> listener.received(frame));
  }

  private void closed() {
    if (socket == null) {
      return; // given up before the browser knew (peer-line.js)
    }
    Timers.cancel(timer);
    socket = null;
    peers.closed();
    if (open) {
      open = false;
      listener.closed();
    }
    timer = Timers.after(this::connect, backoff.nextMillis());
  }
}
