package io.blackroad.mesh.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuringTest {
  @Test
  void cpuTimeIsReadPastACommandWithBracketsAndSpaces() {
    String stat = "42 (a) b (c)) S 1 2 3 4 5 6 7 8 9 10 250 150 0 0 20 0 9 0 77";
    assertEquals(4.0, ProcessMeter.cpuSeconds(stat));
  }

  @Test
  void thisProcessHasMemoryAndUsesCpu() {
    long pid = ProcessHandle.current().pid();
    assertTrue(ProcessMeter.residentMiB(pid) > 10);
    assertTrue(ProcessMeter.cpuSeconds(pid) > 0);
    assertThrows(
        IllegalArgumentException.class,
        () -> ProcessMeter.memoryKib(List.of("VmRSS:  1 kB"), "VmSwap"));
  }

  @Test
  void vectorsAreReadLittleEndianAndCompared() {
    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putFloat(3).putFloat(4).putFloat(0).putFloat(1);
    List<float[]> left = Vectors.rows(bytes.array(), 2);
    List<float[]> right = List.of(new float[] {6, 8}, new float[] {1, 0});
    assertEquals(List.of(1.0, 0.0), Vectors.cosines(left, right).values());
    assertEquals(4, Vectors.maxAbs(left, right));
    assertThrows(IllegalArgumentException.class, () -> Vectors.rows(bytes.array(), 3));
    assertThrows(IllegalArgumentException.class, () -> Vectors.maxAbs(left, left.subList(0, 1)));
  }
}
