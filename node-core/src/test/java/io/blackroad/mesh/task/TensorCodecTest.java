package io.blackroad.mesh.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.conformance.Mutation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorCodecTest {
  private static final long SEED = 20_260_103;
  private static final int RUNS = 20_000;

  private final SeededBytes random = new SeededBytes(SEED);

  @Test
  void writesTheBytesOfTheSpecification() {
    byte[] bytes = Tensor.ofVectors(new float[] {1f, -2f}, 2).bytes();
    byte[] wanted = {1, 2, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, (byte) 0x80, 0x3f, 0, 0, 0, (byte) 0xc0};
    assertArrayEquals(wanted, bytes);
  }

  @Test
  void readsWhatItWrites() {
    for (int run = 0; run < RUNS / 10; run++) {
      Tensor tensor = tensor();
      byte[] bytes = tensor.bytes();
      byte[] shifted = new byte[bytes.length + 3];
      System.arraycopy(bytes, 0, shifted, 3, bytes.length);
      assertEquals(new TensorCodec.Read.Ok(tensor), TensorCodec.decode(shifted, 3), where(run));
    }
  }

  @Test
  void keepsEveryBitOfAFloat() {
    int[] bits = {0, 0x80000000, 0x7fc00000, 0x7f800001, 0xff800000, 1, 0x7f7fffff};
    float[] floats = new float[bits.length];
    for (int i = 0; i < bits.length; i++) {
      floats[i] = Float.intBitsToFloat(bits[i]);
    }
    float[] back = Tensor.ofVectors(floats, bits.length).floats();
    for (int i = 0; i < bits.length; i++) {
      assertEquals(bits[i], Float.floatToRawIntBits(back[i]), "element " + i);
    }
  }

  @Test
  void neverThrowsOnRandomOrBentBytes() {
    for (int run = 0; run < RUNS; run++) {
      holds(random.bytes(random.below(40)), run);
      holds(Mutation.of(tensor().bytes(), random), run);
    }
  }

  private static void holds(byte[] bytes, int run) {
    switch (TensorCodec.decode(bytes, 0)) {
      case TensorCodec.Read.Ok ok -> assertArrayEquals(bytes, ok.tensor().bytes(), where(run));
      case TensorCodec.Read.Malformed malformed ->
          assertTrue(malformed.offset() >= 0 && malformed.offset() <= bytes.length, where(run));
    }
  }

  @Test
  void refusesAProductThatOverflowsToTheRightLength() {
    byte[] bytes = new byte[2 + 16];
    bytes[0] = 1;
    bytes[1] = 4;
    for (int dim = 0; dim < 4; dim++) {
      bytes[2 + 4 * dim + 2] = 1;
    }
    assertInstanceOf(TensorCodec.Read.Malformed.class, TensorCodec.decode(bytes, 0));
    List<Integer> dims = List.of(1 << 16, 1 << 16, 1 << 16, 1 << 16);
    assertThrows(
        IllegalArgumentException.class, () -> new Tensor(DType.FLOAT32, dims, new byte[0]));
  }

  @Test
  void refusesToBeBuiltWithTheWrongLengthOrRank() {
    List<Integer> two = List.of(2);
    List<Integer> negative = List.of(-1, -1);
    List<Integer> five = List.of(1, 1, 1, 1, 1);
    assertThrows(IllegalArgumentException.class, () -> new Tensor(DType.INT32, two, new byte[7]));
    assertThrows(
        IllegalArgumentException.class, () -> new Tensor(DType.INT32, negative, new byte[4]));
    assertThrows(IllegalArgumentException.class, () -> new Tensor(DType.INT32, five, new byte[4]));
    assertThrows(IllegalArgumentException.class, () -> Tensor.ofVectors(new float[3], 2));
    assertThrows(IllegalArgumentException.class, () -> Tensor.ofVectors(new float[3], 0));
  }

  @Test
  void givesTokensBack() {
    TokenBatch batch =
        new TokenBatch(List.of(new int[] {101, 102}, new int[] {101, 7, 8, 102}, new int[] {0}));
    Tensor tensor = Tensor.ofTokens(batch);
    assertNull(tensor.tokensProblem());
    List<int[]> back = tensor.tokens().sequences();
    for (int row = 0; row < 3; row++) {
      assertArrayEquals(batch.sequences().get(row), back.get(row), "row " + row);
    }
  }

  @Test
  void saysWhyATensorIsNotTokens() {
    assertEquals("without ids in row 1", ints(2, 101, 102, -1, -1).tokensProblem());
    assertEquals("ids and padding mixed in row 0", ints(3, 101, -1, 102).tokensProblem());
    assertEquals("ids and padding mixed in row 0", ints(2, 101, -2).tokensProblem());
    assertEquals("wider than its longest row", ints(2, 101, -1).tokensProblem());
    Tensor floats = Tensor.ofVectors(new float[] {1}, 1);
    assertEquals("FLOAT32[1, 1], wanted INT32 of rank 2", floats.tokensProblem());
    assertThrows(IllegalArgumentException.class, floats::tokens);
  }

  private static Tensor ints(int columns, int... elements) {
    byte[] data = new byte[4 * elements.length];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (elements[i / 4] >>> (8 * (i % 4)));
    }
    return new Tensor(DType.INT32, List.of(elements.length / columns, columns), data);
  }

  private Tensor tensor() {
    List<Integer> dims = new ArrayList<>();
    int elements = 1;
    for (int rank = 1 + random.below(Tensor.RANK_MAX); rank > 0; rank--) {
      dims.add(1 + random.below(4));
      elements *= dims.get(dims.size() - 1);
    }
    DType dtype = random.below(2) == 0 ? DType.FLOAT32 : DType.INT32;
    byte[] data = Arrays.copyOf(random.bytes(4 * elements), dtype.elementBytes() * elements);
    return new Tensor(dtype, dims, data);
  }

  private static String where(int run) {
    return "seed " + SEED + ", run " + run;
  }
}
