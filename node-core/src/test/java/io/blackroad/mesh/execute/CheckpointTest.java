package io.blackroad.mesh.execute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.Pooling;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.task.TokenBatch;
import io.blackroad.mesh.wire.Message;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a tab puts down is read back whole or not at all. */
class CheckpointTest {
  private static final String NODE = "n_" + "1".repeat(32);
  private static final String NONCE = "ab".repeat(32);
  private static final int DIMENSIONS = 3;
  private static final ModelSpec MODEL =
      new ModelSpec(
          "m",
          "sha256:" + "0".repeat(64),
          1,
          "r",
          "sha256:" + "1".repeat(64),
          "basic",
          DIMENSIONS,
          16,
          Pooling.MEAN,
          false);

  private final Sha256 sha = new Sha256();

  private static String task(int number) {
    return "t_" + "0".repeat(15) + number;
  }

  private static TaskRun run(int number, int texts, int done) {
    TokenBatch batch = new TokenBatch(Collections.nCopies(texts, new int[] {7, 8, 9}));
    Message.Assign assign =
        new Message.Assign(task(number), 0, "m", "for a test", 1, Tensor.ofTokens(batch));
    TaskRun run = new TaskRun(assign, MODEL, NONCE);
    if (done > 0) {
      run.goesOn(vectors(done));
    }
    return run;
  }

  private static Tensor vectors(int rows) {
    float[] values = new float[rows * DIMENSIONS];
    for (int i = 0; i < values.length; i++) {
      values[i] = i + 0.5f;
    }
    return Tensor.ofVectors(values, DIMENSIONS);
  }

  private static Message.Reveal sealed(int number) {
    return new Message.Reveal(task(number), NONCE, vectors(2));
  }

  private static Checkpoint sample() {
    return new Checkpoint(List.of(run(1, 5, 3), run(2, 4, 0)), List.of(sealed(3), sealed(4)));
  }

  private @Nullable Checkpoint again(Checkpoint checkpoint) {
    return Checkpoint.decode(checkpoint.encode(NODE, sha), NODE, sha);
  }

  @Test
  void isReadBackAsItWasPutDown() {
    Checkpoint read = again(sample());
    assertNotNull(read);
    assertEquals(List.of(sealed(3), sealed(4)), read.sealed());
    assertEquals(2, read.runs().size());
    assertEquals(sample().runs().get(0).done(), read.runs().get(0).done());
    assertEquals(NONCE, read.runs().get(0).nonce());
    assertNull(read.runs().get(1).done());
    assertEquals("", read.runs().get(1).nonce(), "nothing is done: another nonce will do");
    assertArrayEquals(sample().encode(NODE, sha), sample().encode(NODE, sha));
  }

  @Test
  void anyOtherByteMakesItNothing() {
    byte[] bytes = sample().encode(NODE, sha);
    for (int i = 0; i < bytes.length; i++) {
      byte[] bent = bytes.clone();
      bent[i] ^= 1;
      assertNull(Checkpoint.decode(bent, NODE, sha), "byte " + i);
      assertNull(Checkpoint.decode(Arrays.copyOf(bytes, i), NODE, sha), i + " bytes");
    }
    assertNull(Checkpoint.decode(Arrays.copyOf(bytes, bytes.length + 1), NODE, sha));
    assertNull(Checkpoint.decode(new byte[Checkpoint.BYTES_MAX + 33], NODE, sha));
  }

  @Test
  void thatOfAnotherNodeIsNothing() {
    byte[] bytes = sample().encode(NODE, sha);
    assertNull(Checkpoint.decode(bytes, "n_" + "2".repeat(32), sha));
  }

  @Test
  void whatNoNodeHasIsNothing() {
    assertNull(again(new Checkpoint(List.of(), List.of())));
    assertNull(again(new Checkpoint(List.of(run(1, 5, 3), run(1, 5, 3)), List.of())), "twice");
    assertNull(again(new Checkpoint(List.of(run(1, 5, 3)), List.of(sealed(1)))), "twice");
    assertNull(again(new Checkpoint(List.of(run(1, 5, 0), run(2, 5, 0), run(5, 5, 0)), List.of())));
    Message.Reveal[] many = new Message.Reveal[33];
    for (int i = 0; i < many.length; i++) {
      many[i] = new Message.Reveal("t_00000000000000" + (10 + i), NONCE, vectors(1));
    }
    assertNull(again(new Checkpoint(List.of(), List.of(many))), "more than a node may hold");
  }

  /** The hash keeps accidents out, not whoever can compute one: nothing that they write throws. */
  @Test
  void framesOfAStrangerNeverThrow() {
    byte[] bytes = sample().encode(NODE, sha);
    SeededBytes random = new SeededBytes(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] frames = Arrays.copyOfRange(bytes, 32, bytes.length);
      frames[random.below(frames.length)] ^= (byte) (1 + random.below(255));
      byte[] name = NODE.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      byte[] hashed = Arrays.copyOf(name, name.length + frames.length);
      System.arraycopy(frames, 0, hashed, name.length, frames.length);
      byte[] forged = Arrays.copyOf(sha.sha256(hashed), 32 + frames.length);
      System.arraycopy(frames, 0, forged, 32, frames.length);
      Checkpoint read = Checkpoint.decode(forged, NODE, sha);
      assertTrue(read == null || read.runs().size() <= 2);
    }
  }
}
