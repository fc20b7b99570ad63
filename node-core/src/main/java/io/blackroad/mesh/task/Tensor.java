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
    if (dims.size() > RANK_MAX || bytesOf(dtype, dims) != data.length) {
      throw new IllegalArgumentException(data.length + " bytes of data for " + shape(dtype, dims));
    }
    this.dtype = dtype;
    this.dims = List.copyOf(dims);
    this.data = data;
  }

  /** Bytes of that many elements; -1 for a negative dim or more bytes than an array can hold. */
  private static long bytesOf(DType dtype, List<Integer> dims) {
    long bytes = dtype.elementBytes();
    for (int dim : dims) {
      if (dim < 0 || bytes * dim > Integer.MAX_VALUE) {
        return -1;
      }
      bytes *= dim;
    }
    return bytes;
  }

  public DType dtype() {
    return dtype;
  }

  public List<Integer> dims() {
    return dims;
  }

  /** Vectors as a [rows, columns] float32 tensor. Requires whole rows of at least one column. */
  public static Tensor ofVectors(float[] values, int columns) {
    if (columns < 1 || values.length % columns != 0) {
      throw new IllegalArgumentException(values.length + " values in rows of " + columns);
    }
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
   * The sequences of {@link #ofTokens}.
   *
   * @throws IllegalArgumentException when {@link #tokensProblem} has something to say
   */
  public TokenBatch tokens() {
    String problem = tokensProblem();
    if (problem != null) {
      throw new IllegalArgumentException("a tensor that is " + problem);
    }
    List<int[]> sequences = new ArrayList<>();
    for (int row = 0; row < dims.get(0); row++) {
      int[] ids = new int[rowLength(row)];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = element(row * dims.get(1) + i);
      }
      sequences.add(ids);
    }
    return new TokenBatch(sequences);
  }

  /**
   * What keeps this from being what {@link #ofTokens} makes; null when nothing does: int32, rank 2,
   * in each row ids (at least one, none negative) and then only padding, one row without padding.
   */
  public @Nullable String tokensProblem() {
    if (dtype != DType.INT32 || dims.size() != 2) {
      return this + ", wanted INT32 of rank 2";
    }
    int rows = dims.get(0);
    int columns = dims.get(1);
    int longest = 0;
    for (int row = 0; row < rows; row++) {
      int length = rowLength(row);
      longest = Math.max(longest, length);
      if (length == 0) {
        return "without ids in row " + row;
      }
      for (int i = length; i < columns; i++) {
        if (element(row * columns + i) != PADDING) {
          return "ids and padding mixed in row " + row;
        }
      }
    }
    return longest == columns ? null : "wider than its longest row";
  }

  /** Ids of a row before the first that is negative. */
  private int rowLength(int row) {
    int columns = dims.get(1);
    int length = 0;
    while (length < columns && element(row * columns + length) >= 0) {
      length++;
    }
    return length;
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
    return shape(dtype, dims);
  }

  /**
   * E.g. {@code FLOAT32[2, 384]}. Written by hand: a list's own text asks each class for its, and
   * so brings the names of all of them into {@code node.wasm} (a tenth of it).
   */
  private static String shape(DType dtype, List<Integer> dims) {
    StringBuilder text = new StringBuilder(dtype.name());
    String before = "[";
    for (int size : dims) {
      text.append(before).append(size);
      before = ", ";
    }
    return text.append(dims.isEmpty() ? "[]" : "]").toString();
  }

  private static void putInt(byte[] bytes, int at, int value) {
    bytes[at] = (byte) value;
    bytes[at + 1] = (byte) (value >>> 8);
    bytes[at + 2] = (byte) (value >>> 16);
    bytes[at + 3] = (byte) (value >>> 24);
  }

  static int getInt(byte[] bytes, int at) {
    return (bytes[at] & 255)
        | (bytes[at + 1] & 255) << 8
        | (bytes[at + 2] & 255) << 16
        | (bytes[at + 3] & 255) << 24;
  }
}
