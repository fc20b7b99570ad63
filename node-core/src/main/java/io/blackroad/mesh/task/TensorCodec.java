package io.blackroad.mesh.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the canonical bytes that {@link Tensor#bytes} writes, from wherever they came. */
public final class TensorCodec {
  private static final int DIMS_AT = 2;

  private TensorCodec() {}

  /** What came of reading. */
  public sealed interface Read {
    /** The bytes are this tensor. */
    record Ok(Tensor tensor) implements Read {}

    /** They are none; {@code offset} is that of the first byte that is wrong. */
    record Malformed(int offset, String reason) implements Read {}
  }

  /**
   * The tensor whose bytes begin at {@code from} and reach to the end of {@code bytes}: a known
   * dtype, a rank from 1 to {@link Tensor#RANK_MAX}, dims of at least 1, and exactly the elements
   * that they announce. Never throws for {@code from} within the bytes.
   */
  public static Read decode(byte[] bytes, int from) {
    if (bytes.length - from < DIMS_AT) {
      return new Read.Malformed(bytes.length, "the bytes end within a tensor's type");
    }
    DType dtype = DType.ofCode(bytes[from] & 255);
    if (dtype == null) {
      return new Read.Malformed(from, "no element type has code " + (bytes[from] & 255));
    }
    int rank = bytes[from + 1] & 255;
    if (rank < 1 || rank > Tensor.RANK_MAX) {
      return new Read.Malformed(
          from + 1, "a tensor of rank " + rank + ", wanted 1 to " + Tensor.RANK_MAX);
    }
    int dataAt = from + DIMS_AT + 4 * rank;
    if (dataAt > bytes.length) {
      return new Read.Malformed(bytes.length, "the bytes end within a tensor's dims");
    }
    return decodeData(bytes, from, dtype, dataAt);
  }

  private static Read decodeData(byte[] bytes, int from, DType dtype, int dataAt) {
    long wanted = dtype.elementBytes();
    List<Integer> dims = new ArrayList<>();
    for (int at = from + DIMS_AT; at < dataAt; at += 4) {
      int dim = Tensor.getInt(bytes, at);
      if (dim < 1) {
        return new Read.Malformed(at, "a dim of " + dim + ", wanted at least 1");
      }
      // Both factors are below 2^31 here, so that the product fits; the next check keeps it so.
      wanted *= dim;
      if (wanted > bytes.length) {
        return new Read.Malformed(at, "dims for more elements than there are bytes");
      }
      dims.add(dim);
    }
    if (wanted != bytes.length - dataAt) {
      return new Read.Malformed(
          dataAt, (bytes.length - dataAt) + " bytes of elements, wanted " + wanted);
    }
    return new Read.Ok(new Tensor(dtype, dims, Arrays.copyOfRange(bytes, dataAt, bytes.length)));
  }
}
