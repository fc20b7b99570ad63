package io.blackroad.mesh.wire;

import static io.blackroad.mesh.wire.FrameBytes.floats;
import static io.blackroad.mesh.wire.FrameBytes.ints;
import static io.blackroad.mesh.wire.FrameBytes.tensor;
import static io.blackroad.mesh.wire.FrameBytes.withTensor;

import java.util.Arrays;

/** Wrong frames of kind 0x01. */
final class MalformedTensorFrames {
  private static final String ASSIGN = FrameBytes.header(Message.Assign.class);
  private static final String REVEAL = FrameBytes.header(Message.Reveal.class);
  private static final int JSON_AT = 5;

  /** Where the tensor begins behind {@link #REVEAL}. */
  private static final int TENSOR_AT = JSON_AT + REVEAL.length();

  private MalformedTensorFrames() {}

  static void addTo(WireVectorFiles files) {
    headers(files);
    shapes(files);
    lengths(files);
    contents(files);
  }

  private static void headers(WireVectorFiles files) {
    files.add("nothing after the kind", 1, new byte[] {1});
    files.add("half a length", 3, new byte[] {1, 2, 0});
    files.add("a length past the frame", 1, withTensor(REVEAL.length() + 100, REVEAL, floats()));
    files.add("a length of 2^32 - 1", 1, withTensor(-1, REVEAL, floats()));
    files.add("a JSON of no bytes", JSON_AT, withTensor(0, "", floats()));
    files.add("a JSON cut by its length", JSON_AT + 9, withTensor(9, REVEAL, floats()));
    files.add("a JSON that is not an object", JSON_AT, withTensor("[]", floats()));
    files.add("a JSON that is not canonical", JSON_AT + 1, withTensor("{ }", floats()));
    files.add(
        "a message that has no tensor", JSON_AT, withTensor("{\"t\":\"heartbeat\"}", floats()));
  }

  private static void shapes(WireVectorFiles files) {
    byte[] two = new byte[8];
    files.add("no tensor", TENSOR_AT, withTensor(REVEAL, new byte[0]));
    files.add("an unknown element type", TENSOR_AT, reveal(tensor(3, 1, new int[] {2}, two)));
    files.add("rank 0", TENSOR_AT + 1, reveal(tensor(1, 0, new int[0], new byte[4])));
    files.add("rank 5", TENSOR_AT + 1, reveal(tensor(1, 5, new int[] {1, 1, 1, 1, 2}, two)));
    files.add("dims cut off", TENSOR_AT + 6, reveal(tensor(1, 2, new int[] {1}, new byte[0])));
    files.add("a dim of 0", TENSOR_AT + 2, reveal(tensor(1, 2, new int[] {0, 2}, new byte[0])));
    files.add("a dim below 0", TENSOR_AT + 6, reveal(tensor(1, 2, new int[] {1, -2}, two)));
  }

  private static void lengths(WireVectorFiles files) {
    int[] overflow = {1 << 16, 1 << 16, 1 << 16, 1 << 16};
    byte[] empty = reveal(tensor(1, 4, overflow, new byte[0]));
    files.add("dims whose product overflows to 0", TENSOR_AT + 2, empty);
    byte[] short32 = reveal(tensor(1, 2, new int[] {1 << 15, 1 << 15}, new byte[0]));
    files.add("dims whose product overflows 32 bits", TENSOR_AT + 2, short32);
    byte[] whole = floats();
    byte[] less = Arrays.copyOf(whole, whole.length - 1);
    byte[] more = Arrays.copyOf(whole, whole.length + 1);
    files.add("a byte too few", TENSOR_AT + 10, reveal(less));
    files.add("a byte too many", TENSOR_AT + 10, reveal(more));
  }

  private static void contents(WireVectorFiles files) {
    files.add("a result of integers", JSON_AT, reveal(ints(2, 1, 2)));
    files.add("a result of rank 1", JSON_AT, reveal(tensor(1, 1, new int[] {2}, new byte[8])));
    byte[] rows = tensor(1, 2, new int[] {17, 1}, new byte[17 * 4]);
    files.add("a result of 17 rows", JSON_AT, reveal(rows));
    files.add("tokens that are not integers", JSON_AT, withTensor(ASSIGN, floats()));
    files.add("an id after padding", JSON_AT, withTensor(ASSIGN, ints(3, 101, -1, 102)));
    files.add("an id below -1", JSON_AT, withTensor(ASSIGN, ints(2, 101, -2)));
    files.add("a row without ids", JSON_AT, withTensor(ASSIGN, ints(1, 101, -1)));
    files.add("a column that no row fills", JSON_AT, withTensor(ASSIGN, ints(2, 101, -1, 102, -1)));
    files.add("a task of 17 texts", JSON_AT, withTensor(ASSIGN, ints(1, new int[17])));
  }

  private static byte[] reveal(byte[] tensor) {
    return withTensor(REVEAL, tensor);
  }
}
