package io.blackroad.mesh.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who waits for whom on a line that all share: the relay, which knows no lanes. */
class FairnessTest {
  private static final int MEGABYTE = 1_000_000;
  private static final int MESSAGE_EVERY_MILLIS = 37;

  /** Hears messages, and takes streams as they come. */
  private static final class Ear implements EdgeListener {
    final List<Long> heardAtMillis = new ArrayList<>();
    final List<Sink> sinks = new ArrayList<>();
    final SimTime time;
    boolean consumes = true;

    Ear(SimTime time) {
      this.time = time;
    }

    @Override
    public void message(byte[] content) {
      heardAtMillis.add(time.monotonicMillis());
    }

    @Override
    public @Nullable StreamListener opened(PeerStream stream) {
      Sink sink = new Sink(stream, 0, consumes);
      sinks.add(sink);
      stream.finish();
      return sink;
    }

    @Override
    public void moved(Route route) {}

    @Override
    public void ended(EdgeEnd reason, String detail) {
      throw new AssertionError(reason + ", " + detail);
    }
  }

  /** Sends zeros, and counts what comes. */
  private static final class Sink implements StreamListener {
    private static final byte[] ZEROS = new byte[64 << 10];
    @Nullable PeerStream stream;
    final boolean consumes;
    long left;
    long received;
    boolean delivered;

    Sink(@Nullable PeerStream stream, long left, boolean consumes) {
      this.stream = stream;
      this.left = left;
      this.consumes = consumes;
    }

    @Override
    public void data(byte[] content) {
      received += content.length;
      if (consumes && stream != null) {
        stream.consumed(content.length);
      }
    }

    @Override
    public void finished() {}

    @Override
    public void writable() {
      PeerStream to = stream;
      int taken = 1;
      while (to != null && left > 0 && taken > 0) {
        byte[] part = left < ZEROS.length ? new byte[(int) left] : ZEROS;
        taken = to.write(part, 0);
        left -= taken;
      }
      if (to != null && left == 0) {
        to.finish();
      }
    }

    @Override
    public void delivered() {
      delivered = true;
    }

    @Override
    public void broken(StreamEnd reason) {
      throw new AssertionError(reason);
    }
  }

  private SimNet net = new SimNet(1, new SimNet.Line(1, 1), new SimNet.Line(1, 1));
  private Ear ear = new Ear(net.time);

  private void connect(long bytesPerMilli, long delayMillis) {
    net = new SimNet(1, new SimNet.Line(bytesPerMilli, delayMillis), new SimNet.Line(1, 1));
    ear = new Ear(net.time);
    net.a.begin(new Ear(net.time));
    net.b.begin(ear);
    net.a.relayUp();
    net.b.relayUp();
    net.time.runUntil(1_000);
  }

  private Sink send(long bytes) {
    Sink sink = new Sink(null, bytes, true);
    net.a.does(
        edge -> {
          sink.stream = edge.open(new byte[0], sink);
          sink.writable();
        });
    return sink;
  }

  @ParameterizedTest
  @CsvSource({"1000, 5, 20", "1000, 60, 20", "2500, 20, 50", "12500, 1, 100", "12500, 15, 100"})
  void aMessageWaitsLessThan50MillisBehindATransfer(long rate, long delayMillis, long megabytes) {
    connect(rate, delayMillis);
    Sink sink = send(megabytes * MEGABYTE);
    List<Long> saidAtMillis = new ArrayList<>();
    long startMillis = net.time.monotonicMillis();
    while (!sink.delivered) {
      saidAtMillis.add(net.time.monotonicMillis());
      net.a.does(edge -> assertTrue(edge.say(new byte[200])));
      net.time.runUntil(net.time.monotonicMillis() + MESSAGE_EVERY_MILLIS);
    }
    long tookMillis = net.time.monotonicMillis() - startMillis;
    net.time.runUntil(net.time.monotonicMillis() + 1_000);
    assertEquals(saidAtMillis.size(), ear.heardAtMillis.size());
    long most = 0;
    for (int i = 0; i < saidAtMillis.size(); i++) {
      most = Math.max(most, ear.heardAtMillis.get(i) - saidAtMillis.get(i) - delayMillis);
    }
    long idealMillis = megabytes * MEGABYTE / rate;
    assertTrue(most < 50, "a message waited " + most + " ms");
    assertTrue(
        tookMillis < idealMillis * 5 / 4 + 20 * delayMillis,
        tookMillis + " ms for what the line does in " + idealMillis);
  }

  /** A core that others want too: each end does nothing for a while, again and again. */
  private void pauseNowAndThen(SimNode node, int millisMax) {
    node.pauseRelay(net.between(0, millisMax));
    net.time.after(net.between(5, 2 * millisMax), () -> pauseNowAndThen(node, millisMax));
  }

  /** The 99th percentile of how long messages are under way from now on. */
  private long lateMillis(int messages) {
    List<Long> saidAtMillis = new ArrayList<>();
    ear.heardAtMillis.clear();
    for (int i = 0; i < messages; i++) {
      saidAtMillis.add(net.time.monotonicMillis());
      net.a.does(edge -> assertTrue(edge.say(new byte[200])));
      net.time.runUntil(net.time.monotonicMillis() + MESSAGE_EVERY_MILLIS);
    }
    net.time.runUntil(net.time.monotonicMillis() + 1_000);
    assertEquals(messages, ear.heardAtMillis.size());
    long[] late = new long[messages];
    Arrays.setAll(late, i -> ear.heardAtMillis.get(i) - saidAtMillis.get(i));
    Arrays.sort(late);
    return late[messages * 99 / 100];
  }

  @ParameterizedTest
  @CsvSource({"10000, 20, 5000", "10000, 40, 4200", "5000, 40, 2100"})
  void onABusyMachineATransferDelaysAMessageByLessThan50Millis(
      long rate, int pauseMillisMax, long leastRate) {
    connect(rate, 1);
    pauseNowAndThen(net.a, pauseMillisMax);
    pauseNowAndThen(net.b, pauseMillisMax);
    long alone = lateMillis(2_000);
    send(2_000L * MEGABYTE);
    long fromMillis = net.time.monotonicMillis();
    long beside = lateMillis(1_000);
    assertTrue(beside - alone < 50, beside + " ms, alone " + alone);
    long bytes = ear.sinks.get(0).received;
    long reached = bytes / (net.time.monotonicMillis() - fromMillis);
    assertTrue(reached >= leastRate, reached + " bytes per ms");
  }

  @Test
  void streamsThatSendMuchGetEqualShares() {
    connect(2_000, 10);
    for (int i = 0; i < 8; i++) {
      send(20L * MEGABYTE);
    }
    net.time.runUntil(2_000);
    assertEquals(8, ear.sinks.size());
    long[] before = ear.sinks.stream().mapToLong(sink -> sink.received).toArray();
    net.time.runUntil(10_000);
    long least = Long.MAX_VALUE;
    long most = 0;
    for (int i = 0; i < before.length; i++) {
      long share = ear.sinks.get(i).received - before[i];
      least = Math.min(least, share);
      most = Math.max(most, share);
    }
    assertTrue(least > MEGABYTE, least + " bytes");
    assertTrue(most - least <= 2L * PeerLimits.FRAME_BYTES_MAX, least + " to " + most);
  }

  @Test
  void aSmallStreamIsNotDelayedByALargeOne() {
    connect(2_000, 10);
    send(100L * MEGABYTE);
    net.time.runUntil(5_000);
    Sink small = send(200);
    net.time.runUntil(5_000 + 50 + 4 * 10);
    assertTrue(small.delivered);
  }

  @Test
  void whatIsNotConsumedIsNotFollowedByMore() {
    connect(10_000, 1);
    ear.consumes = false;
    Sink sender = send(5L * MEGABYTE);
    net.time.runUntil(5_000);
    Sink sink = ear.sinks.get(0);
    assertEquals(PeerLimits.CREDIT_BYTES, sink.received);
    PeerStream stream = java.util.Objects.requireNonNull(sink.stream);
    net.b.does(edge -> stream.consumed(PeerLimits.CREDIT_BYTES));
    net.time.runUntil(10_000);
    assertEquals(2L * PeerLimits.CREDIT_BYTES, sink.received);
    assertTrue(!sender.delivered);
  }
}
