package io.blackroad.mesh.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.Pooling;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sealed texts and vectors look like to whoever carries them. */
class SealedRowTest {
  private static final String JOB = "0123456789abcdef".repeat(2);
  private static final ModelSpec MODEL = model("all-minilm-l6-v2", 384, 512);

  private static ModelSpec model(String name, int dimensions, int tokensMax) {
    return new ModelSpec(
        name,
        "sha256:" + "ab".repeat(32),
        1_000,
        "ort@1",
        "sha256:" + "cd".repeat(32),
        "basic",
        dimensions,
        tokensMax,
        Pooling.MEAN,
        true);
  }

  private static byte[] envelope(int bucket) {
    byte[] envelope = new byte[bucket + Envelope.OVERHEAD_BYTES];
    for (int i = 0; i < envelope.length; i++) {
      envelope[i] = (byte) (i * 7);
    }
    return envelope;
  }

  @ParameterizedTest
  @ValueSource(ints = {256, 512, 1_024, 2_048, 524_288})
  void aRowIsReadBack(int bucket) {
    SealedRow row = new SealedRow(JOB, 0x01020304, envelope(bucket));
    SealedRow read = Objects.requireNonNull(SealedRow.of(row.ids()));
    assertEquals(JOB, read.job());
    assertEquals(0x01020304, read.text());
    assertArrayEquals(row.envelope(), read.envelope());
    assertEquals(0x01020304 / 16, read.block());
    assertEquals(0x01020304 % 16, read.row());
  }

  @Test
  void refusesWhatIsNoRow() {
    int[] ids = new SealedRow(JOB, 0, envelope(256)).ids();
    assertNotNull(SealedRow.of(ids));
    assertNull(SealedRow.of(new int[0]));
    assertNull(SealedRow.of(Arrays.copyOf(ids, ids.length - 1)));
    assertNull(SealedRow.of(Arrays.copyOf(ids, ids.length + 1)));
    assertNull(SealedRow.of(with(ids, 0, -1)));
    assertNull(SealedRow.of(with(ids, 0, 1 << 24)));
    assertNull(SealedRow.of(new int[] {101, 2_023, 102}), "a text that is not sealed");
    assertNull(SealedRow.of(new SealedRow(JOB, -1, envelope(256)).ids()));
  }

  private static int[] with(int[] ids, int at, int id) {
    int[] changed = ids.clone();
    changed[at] = id;
    return changed;
  }

  @Test
  void bytesAreExactAsFloats() {
    byte[] bytes = envelope(2_048);
    float[] values = Packing.packFloats(bytes);
    byte[] back = Packing.unpack(values);
    assertArrayEquals(bytes, Arrays.copyOf(back, Packing.envelopeBytes(back, 0)));
    values[0] += 0.5f;
    assertEquals(0, Packing.unpack(values).length);
    values[0] = Float.NaN;
    assertEquals(0, Packing.unpack(values).length);
    values[0] = 1 << 24;
    assertEquals(0, Packing.unpack(values).length);
  }

  @Test
  void aSealedModelFitsTheLimitsAndNamesItsOpenOne() {
    ModelSpec sealed = SealedModel.of(MODEL);
    assertTrue(sealed.tokensMax() <= NodeLimits.TEXT_TOKENS_MAX, sealed.toString());
    assertEquals("all-minilm-l6-v2+sealed-384-512", sealed.name());
    assertEquals(699, sealed.dimensions());
    assertEquals(706, sealed.tokensMax());
    ModelSpec open = Objects.requireNonNull(SealedModel.open(sealed));
    assertEquals(MODEL.name(), open.name());
    assertEquals(384, open.dimensions());
    assertEquals(512, open.tokensMax());
    assertEquals(sealed, SealedModel.of(open));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "all-minilm-l6-v2",
        "+sealed-1-2",
        "a+sealed-",
        "a+sealed-8",
        "a+sealed-8-",
        "a+sealed--8",
        "a+sealed-x-8",
        "a+sealed-0-8",
        "a+sealed-8-123456"
      })
  void otherNamesAreNoSealedModels(String name) {
    assertNull(SealedModel.open(model(name, 8, 8)));
  }

  @Test
  void idsAndVectorsAreReadBackBitForBit() {
    int[] ids = {0, 1, 30_521, 0xffffff};
    assertArrayEquals(ids, TextContent.ids(TextContent.of(ids)));
    assertEquals(0, TextContent.ids(new byte[4]).length);
    float[] vector = {0f, -0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NEGATIVE_INFINITY};
    float[] back = TextContent.vector(TextContent.of(vector));
    for (int i = 0; i < vector.length; i++) {
      assertEquals(Float.floatToRawIntBits(vector[i]), Float.floatToRawIntBits(back[i]));
    }
    for (int id : new int[] {-1, 1 << 24}) {
      assertThrows(IllegalArgumentException.class, () -> TextContent.of(new int[] {id}));
    }
  }
}
