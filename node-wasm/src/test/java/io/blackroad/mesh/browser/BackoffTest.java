package io.blackroad.mesh.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.port.Clock;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private long nowMillis = 1_000;

  private final Clock clock =
      new Clock() {
        @Override
        public long monotonicMillis() {
          return nowMillis;
        }

        @Override
        public long unixNanos() {
          return 0;
        }
      };

  @Test
  void waitsDoubleUpToTheBound() {
    Backoff backoff = new Backoff(bytes -> Arrays.fill(bytes, (byte) 0), clock);

    int[] waits = new int[8];
    for (int i = 0; i < waits.length; i++) {
      waits[i] = backoff.nextMillis();
    }

    assertEquals(
        "[250, 500, 1000, 2000, 4000, 8000, 8000, 8000]",
        Arrays.toString(waits),
        "the least of each wait");
  }

  @Test
  void eachWaitIsDrawnFromTheUpperHalfOfItsBound() {
    int least = Integer.MAX_VALUE;
    int most = 0;
    for (int seed = 1; seed <= 200; seed++) {
      int wait = new Backoff(new SeededBytes(seed), clock).nextMillis();
      least = Math.min(least, wait);
      most = Math.max(most, wait);
    }

    assertTrue(least >= 250 && most < Backoff.FIRST_MILLIS_MAX, least + " to " + most);
    assertTrue(most - least > 200, "tabs would come back in step: " + least + " to " + most);
  }

  @Test
  void aLinkThatLastedStartsTheWaitsAnew() {
    Backoff backoff = new Backoff(bytes -> Arrays.fill(bytes, (byte) 0), clock);
    backoff.nextMillis();
    backoff.nextMillis();

    backoff.connected();
    nowMillis += Backoff.LASTED_MILLIS_MIN;

    assertEquals(250, backoff.nextMillis());
  }

  @Test
  void aLinkThatIsRefusedAtOnceDoesNot() {
    Backoff backoff = new Backoff(bytes -> Arrays.fill(bytes, (byte) 0), clock);
    backoff.nextMillis();

    backoff.connected();
    nowMillis += Backoff.LASTED_MILLIS_MIN - 1;

    assertEquals(500, backoff.nextMillis());
  }
}
