package io.blackroad.mesh.seed.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.seed.http.MemoryBudget;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What messages that are never finished may hold. */
class FrameMeterTest {
  private static final int FREE = 64 << 10;

  private final MemoryBudget budget = new MemoryBudget(100_000);
  private final AtomicInteger refusals = new AtomicInteger();

  private EmbeddedChannel connection(FrameMeter meter) {
    return new EmbeddedChannel(meter);
  }

  private FrameMeter meter() {
    return new FrameMeter(budget, refusals::incrementAndGet);
  }

  /** Whether {@code bytes} more get through. */
  private static boolean passes(EmbeddedChannel connection, int bytes) {
    connection.writeInbound(Unpooled.wrappedBuffer(new byte[bytes]));
    ByteBuf passed = connection.readInbound();
    if (passed != null) {
      passed.release();
    }
    return passed != null;
  }

  @Test
  void smallMessagesPassHoweverFullItIs() {
    assertTrue(budget.take(100_000));
    EmbeddedChannel connection = connection(meter());
    assertTrue(passes(connection, FREE));
    assertFalse(passes(connection, 1));
    assertEquals(1, refusals.get());
  }

  @Test
  void largeOnesShareWhatThereIsAndGiveItBack() {
    FrameMeter first = meter();
    EmbeddedChannel one = connection(first);
    assertTrue(passes(one, FREE + 60_000));
    EmbeddedChannel two = connection(meter());
    assertFalse(passes(two, FREE + 60_000));
    first.finished();
    EmbeddedChannel three = connection(meter());
    assertTrue(passes(three, FREE + 60_000));
    assertFalse(budget.take(60_000));
    assertTrue(three.close().isSuccess());
    assertTrue(budget.take(60_000));
  }

  @Test
  void dropsWhatItRefuses() {
    EmbeddedChannel connection = connection(meter());
    ByteBuf bytes = Unpooled.wrappedBuffer(new byte[FREE + 100_001]);
    connection.writeInbound(bytes);
    assertEquals(0, bytes.refCnt());
    assertNull(connection.readInbound());
  }
}
