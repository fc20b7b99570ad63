package io.blackroad.mesh.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.blackroad.mesh.bench.RoundTripMeter.Mark;
import io.blackroad.mesh.demo.DemoFailure;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.task.TensorCodec;
import io.blackroad.mesh.wire.Message;
import io.blackroad.mesh.wire.MessageCodec;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ScheduleBenchTest {
  private static final String TASK = "t_00000000000000ab";

  @Test
  void partsHaveNamesOfTheirOwn() {
    List<String> names = BenchParts.SCHEDULE.names();
    assertEquals(names.size(), names.stream().distinct().count());
    assertEquals(BenchParts.SCHEDULE, BenchParts.SCHEDULE.named(List.of()));
    assertThrows(DemoFailure.class, () -> BenchParts.SCHEDULE.named(List.of("no-such-part")));
  }

  @Test
  void theFloorOfTheDecisionsStaysAsItIs() {
    Decisions.Floor floor = new Decisions.Floor(100, 1_000);
    int queued = floor.queued();
    floor.decide(5_000);
    assertEquals(50, floor.leased());
    assertEquals(queued, floor.queued(), 5);
  }

  @Test
  void aTaskIsDoneOnceHoweverManyNodesComputeIt() {
    double[] cpuSeconds = {0};
    RoundTripMeter meter = new RoundTripMeter(4, 2, () -> cpuSeconds[0]++);
    for (String task : List.of("a", "a", "b", "b", "c", "a", "d")) {
      meter.accepted(task);
    }
    List<Mark> marks = meter.await();
    assertEquals(List.of(3L, 7L), marks.stream().map(Mark::copies).toList());
    assertEquals(List.of(0.0, 1.0), marks.stream().map(Mark::cpuSeconds).toList());
  }

  @Test
  void stretchesAreDividedByTheirTasks() {
    List<Mark> marks =
        List.of(new Mark(0, 1, 0), new Mark(500_000_000, 1.5, 20), new Mark(750_000_000, 2.5, 45));
    assertEquals(List.of(20.0, 40.0), RoundTripMeter.perSecond(marks, 10).values());
    assertEquals(20 / 0.75, RoundTripMeter.overall(marks, 10), 1e-9);
    assertEquals(List.of(500.0, 1_000.0), RoundTripMeter.cpuPerTenThousand(marks, 10).values());
    assertEquals(List.of(2.0, 2.5), RoundTripMeter.copiesPerTask(marks, 10).values());
  }

  @Test
  void aLoadThatFailsEndsTheMeasurement() {
    RoundTripMeter meter = new RoundTripMeter(1, 1, () -> 0);
    meter.failed(new IllegalStateException("refused"));
    assertThrows(CompletionException.class, meter::await);
  }

  @Test
  void theTaskOfAFrameIsFoundWithoutDecodingIt() {
    byte[] frame = MessageCodec.encode(new Message.Commit(TASK, "0".repeat(64)));
    byte[] within = new byte[frame.length + 9];
    System.arraycopy(frame, 0, within, 4, frame.length);
    assertEquals(TASK, new LoadNode.Heard(within, 4, frame.length).taskId());
    assertThrows(
        IllegalStateException.class, () -> new LoadNode.Heard(new byte[50], 0, 50).taskId());
  }

  @Test
  void resultsAreUnitVectorsEqualForATaskAndForNoOther() {
    LoadVectors vectors = new LoadVectors(384);
    byte[] bytes = vectors.of(TASK, 2);
    assertArrayEquals(bytes, vectors.of(TASK, 2));
    assertFalse(Arrays.equals(bytes, vectors.of("t_10000000000000ab", 2)));
    Tensor tensor = ((TensorCodec.Read.Ok) TensorCodec.decode(bytes, 0)).tensor();
    assertEquals(List.of(2, 384), tensor.dims());
    double norm = 0;
    for (float value : Arrays.copyOf(tensor.floats(), 384)) {
      norm += (double) value * value;
    }
    assertEquals(1, norm, 1e-5);
  }
}
