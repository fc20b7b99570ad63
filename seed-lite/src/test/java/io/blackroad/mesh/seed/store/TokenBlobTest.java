package io.blackroad.mesh.seed.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.task.TokenBatch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenBlobTest {
  @Test
  void givesBackWhatItWasGiven() {
    List<int[]> sequences = new ArrayList<>();
    sequences.add(new int[] {0, 1, 127, 128, 16_383, 16_384, 30_521, Integer.MAX_VALUE});
    SeededBytes random = new SeededBytes(5);
    for (int length = 1; length < 600; length += 7) {
      int[] ids = new int[length];
      for (int i = 0; i < length; i++) {
        ids[i] = random.below(1 << (1 + random.below(30)));
      }
      sequences.add(ids);
    }
    List<int[]> read = TokenBlob.decode(TokenBlob.encode(new TokenBatch(sequences))).sequences();
    assertEquals(sequences.size(), read.size());
    for (int i = 0; i < read.size(); i++) {
      assertArrayEquals(sequences.get(i), read.get(i));
    }
  }

  @Test
  void anEmptyBatchIsOneByte() {
    assertEquals(0, TokenBlob.decode(TokenBlob.encode(new TokenBatch(List.of()))).size());
    assertEquals(1, TokenBlob.encode(new TokenBatch(List.of())).length);
  }

  @Test
  void mostIdsTakeTwoBytes() {
    int[] ids = new int[100];
    java.util.Arrays.fill(ids, 5_000);
    assertTrue(TokenBlob.encode(new TokenBatch(List.of(ids))).length <= 202);
  }
}
