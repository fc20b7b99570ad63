package io.blackroad.mesh.peer;

import io.blackroad.mesh.sim.SimRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one end of a simulated pair says and hears. A message is its number in four bytes and a
 * tail; byte i of a stream is a function of the stream and i: so a listener knows at once whether
 * anything is missing, doubled, reordered or changed.
 */
final class Traffic implements EdgeListener {
  private final SimNet net;
  private final SimRandom random;
  private final SimNode node;
  final List<StreamTraffic> streams = new ArrayList<>();
  final List<Route> moves = new ArrayList<>();
  int said;
  int heard;
  int ends;
  @Nullable EdgeEnd end;
  String detail = "";
  String problem = "";

  Traffic(SimNet net, SimNode node) {
    this.net = net;
    this.node = node;
    this.random = net.random;
  }

  void broke(String what) {
    if (problem.isEmpty()) {
      problem = "node " + node.which + ", " + net.time.monotonicMillis() + " ms: " + what;
    }
  }

  /** Says so many messages, now and then. */
  void sayLater(int messages) {
    if (messages > 0) {
      net.time.after(
          net.between(0, 1_500),
          () -> {
            node.does(this::say);
            sayLater(messages - 1);
          });
    }
  }

  private void say(PeerEdge edge) {
    byte[] message = new byte[4 + random.below(random.chance(10) ? 16_000 : 200)];
    for (int i = 0; i < 4; i++) {
      message[i] = (byte) (said >>> (8 * i));
    }
    said += edge.say(message) ? 1 : 0;
  }

  @Override
  public void message(byte[] content) {
    int number = 0;
    for (int i = 0; i < 4; i++) {
      number |= (content[i] & 255) << (8 * i);
    }
    if (number != heard) {
      broke("message " + number + " came, wanted " + heard);
    }
    heard++;
    alive();
  }

  void alive() {
    if (end != null) {
      broke("something was heard after the end");
    }
  }

  /** Opens a stream of {@code bytes} bytes after {@code delayMillis}. */
  void openLater(long delayMillis, int bytes) {
    net.time.after(
        delayMillis,
        () ->
            node.does(
                edge -> {
                  StreamTraffic traffic = new StreamTraffic(this, bytes, node.which);
                  PeerStream stream = edge.open(new byte[] {1}, traffic);
                  if (stream != null) {
                    begin(traffic, stream);
                  }
                }));
  }

  private void begin(StreamTraffic traffic, PeerStream stream) {
    streams.add(traffic);
    traffic.begin(stream);
  }

  @Override
  public @Nullable StreamListener opened(PeerStream stream) {
    alive();
    StreamTraffic traffic = new StreamTraffic(this, random.below(60_000), node.which);
    begin(traffic, stream);
    return traffic;
  }

  /** Takes {@code bytes} off a stream, at once or after a while. */
  void consume(PeerStream stream, int bytes) {
    if (random.chance(70)) {
      stream.consumed(bytes);
    } else {
      net.time.after(net.between(1, 300), () -> node.does(edge -> stream.consumed(bytes)));
    }
  }

  @Override
  public void moved(Route route) {
    moves.add(route);
  }

  @Override
  public void ended(EdgeEnd reason, String why) {
    ends++;
    end = reason;
    detail = why;
  }
}
