package io.blackroad.mesh.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadMeterTest {
  @Test
  void seesTheThreadsOfThatNameAndRemembersThemWhenTheyEnd() throws Exception {
    ThreadMeter meter = new ThreadMeter(ProcessHandle.current().pid());
    assertEquals(new ThreadMeter.Use(0, 0), meter.use());
    Thread worker = new Thread(() -> burn(meter), "DedicatedWorker");
    worker.start();
    worker.join();
    ThreadMeter.Use ended = meter.use();
    assertTrue(ended.cpuNanos() > 1_000_000, ended.toString());
    assertEquals(ended, meter.use());
  }

  private static void burn(ThreadMeter meter) {
    try {
      while (meter.use().cpuNanos() < 5_000_000) {
        Thread.onSpinWait();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void sharesAreOfOneCore() {
    ThreadMeter.Use before = new ThreadMeter.Use(1_000, 100);
    ThreadMeter.Use after = new ThreadMeter.Use(3_500, 600);
    assertEquals(25, after.cpuPercent(before, 10_000));
    assertEquals(5, after.waitPercent(before, 10_000));
  }

  @Test
  void growthIsPerHour() {
    List<Double> seconds = List.of(0.0, 10.0, 20.0, 30.0);
    assertEquals(360, ThreadMeter.slopePerHour(seconds, List.of(5.0, 6.0, 7.0, 8.0)), 1e-9);
    assertEquals(0, ThreadMeter.slopePerHour(seconds, List.of(5.0, 5.0, 5.0, 5.0)));
    assertEquals(0, ThreadMeter.slopePerHour(List.of(), List.of()));
  }

  @Test
  void countsOpenFiles() throws Exception {
    assertTrue(ThreadMeter.handles(ProcessHandle.current().pid()) > 3);
  }
}
