package io.blackroad.mesh.task;

import java.util.ArrayList;
import java.util.List;

/** Token id sequences, special tokens included, none empty. Rows may differ in length. */
public record TokenBatch(List<int[]> sequences) {
  public TokenBatch {
    sequences = List.copyOf(sequences);
    for (int[] sequence : sequences) {
      if (sequence.length == 0) {
        throw new IllegalArgumentException("an empty token sequence, wanted at least one id");
      }
    }
  }

  public int size() {
    return sequences.size();
  }

  /** Length of the longest sequence, 0 for an empty batch. */
  public int longest() {
    int longest = 0;
    for (int[] sequence : sequences) {
      longest = Math.max(longest, sequence.length);
    }
    return longest;
  }

  /** All ids of all sequences. */
  public int tokens() {
    int tokens = 0;
    for (int[] sequence : sequences) {
      tokens += sequence.length;
    }
    return tokens;
  }

  /** Rows {@code from} to {@code to} (exclusive). */
  public TokenBatch slice(int from, int to) {
    List<int[]> slice = new ArrayList<>();
    for (int row = from; row < to; row++) {
      slice.add(sequences.get(row));
    }
    return new TokenBatch(slice);
  }
}
