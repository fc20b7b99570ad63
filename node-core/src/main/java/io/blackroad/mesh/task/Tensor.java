package io.blackroad.mesh.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dense tensor in its canonical bytes (spec/ps-sha-infinity.md 3): dtype (1 byte), rank (1 byte),
 * each dim (32-bit little-endian), then the elements, little-endian, last dim fastest. Two tensors
 * are equal when their canonical bytes are.
 */
public final class Tensor {
  /** Highest rank on the wire; four is what attention needs. */
  public static final int RANK_MAX = 4;

  /** Marks the absent end of a row that is shorter than the longest one. */
  private static final int PADDING = -1;

  private final DType dtype;
  private final List<Integer> dims;
  private final byte[] data;

  /**
   * Wraps {@code data}, which nobody may change afterwards.
   *
   * @param dims sizes, outermost first
   * @param data elements, {@code product(dims) * dtype.elementBytes()} bytes
   */
  public Tensor(DType dtype, List<Integer> dims, byte[] data) {
    long elements = 1;
    for (int dim : dims) {
      elements *= dim;
    }
    if (elements * dtype.elementBytes() != data.length) {
      throw new IllegalArgumentException(
          data.length + " bytes of data for " + elements + " elements of " + dtype);
    }
    this.dtype = dtype;
    this.dims = List.copyOf(dims);
    this.data = data;
  }

  public DType dtype() {
    return dtype;
  }

  public List<Integer> dims() {
    return dims;
  }

  /** Vectors as a [rows, columns] float32 tensor. */
  public static Tensor ofVectors(float[] values, int columns) {
    byte[] data = new byte[values.length * 4];
    for (int i = 0; i < values.length; i++) {
      putInt(data, i * 4, Float.floatToRawIntBits(values[i]));
    }
    return new Tensor(DType.FLOAT32, List.of(values.length / columns, columns), data);
  }

  /** Sequences as a [rows, longest] int32 tensor, shorter rows filled up with -1. */
  public static Tensor ofTokens(TokenBatch batch) {
    int longest = batch.longest();
    byte[] data = new byte[batch.size() * longest * 4];
    int at = 0;
    for (int[] sequence : batch.sequences()) {
      for (int i = 0; i < longest; i++) {
        putInt(data, at, i < sequence.length ? sequence[i] : PADDING);
        at += 4;
      }
    }
    return new Tensor(DType.INT32, List.of(batch.size(), longest), data);
  }

  /** The float32 elements. Requires {@code dtype == FLOAT32}. */
  public float[] floats() {
    require(DType.FLOAT32);
    float[] values = new float[data.length / 4];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.intBitsToFloat(getInt(data, i * 4));
    }
    return values;
  }

  /**
   * The sequences of {@link #ofTokens}. Requires {@code dtype == INT32} and rank 2.
   *
   * @throws IllegalArgumentException when a row is empty or an id follows padding
   */
  public TokenBatch tokens() {
    require(DType.INT32);
    int rows = dims.get(0);
    int columns = dims.get(1);
    List<int[]> sequences = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      sequences.add(row(row, columns));
    }
    return new TokenBatch(sequences);
  }

  private int[] row(int row, int columns) {
    int length = 0;
    while (length < columns && element(row * columns + length) >= 0) {
      length++;
    }
    int[] ids = new int[length];
    for (int i = 0; i < columns; i++) {
      int id = element(row * columns + i);
      if (i < length) {
        ids[i] = id;
      } else if (id != PADDING) {
        throw new IllegalArgumentException("id " + id + " after the end of row " + row);
      }
    }
    return ids;
  }

  private int element(int index) {
    return getInt(data, index * 4);
  }

  private void require(DType wanted) {
    if (dtype != wanted) {
      throw new IllegalArgumentException("a tensor of " + dtype + ", wanted " + wanted);
    }
  }

  /** The canonical bytes: what travels, and what is hashed. */
  public byte[] bytes() {
    byte[] bytes = new byte[2 + 4 * dims.size() + data.length];
    bytes[0] = (byte) dtype.code();
    bytes[1] = (byte) dims.size();
    for (int i = 0; i < dims.size(); i++) {
      putInt(bytes, 2 + 4 * i, dims.get(i));
    }
    System.arraycopy(data, 0, bytes, 2 + 4 * dims.size(), data.length);
    return bytes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Tensor tensor
        && dtype == tensor.dtype
        && dims.equals(tensor.dims)
        && Arrays.equals(data, tensor.data);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return dtype + dims.toString();
  }

  private static void putInt(byte[] bytes, int at, int value) {
    bytes[at] = (byte) value;
    bytes[at + 1] = (byte) (value >>> 8);
    bytes[at + 2] = (byte) (value >>> 16);
    bytes[at + 3] = (byte) (value >>> 24);
  }

  private static int getInt(byte[] bytes, int at) {
    return (bytes[at] & 255)
        | (bytes[at + 1] & 255) << 8
        | (bytes[at + 2] & 255) << 16
        | (bytes[at + 3] & 255) << 24;
  }
}
