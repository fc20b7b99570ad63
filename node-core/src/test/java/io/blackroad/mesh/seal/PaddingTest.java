package io.blackroad.mesh.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.wire.WireLimits;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaddingTest {
  @ParameterizedTest
  @CsvSource({"0,256", "252,256", "253,512", "508,512", "509,1024", "524284,524288"})
  void theNextPowerOfTwoThatHoldsTheLengthToo(int bytes, int bucket) {
    assertEquals(bucket, Padding.bucket(bytes));
    byte[] content = new byte[bytes];
    Arrays.fill(content, (byte) 7);
    byte[] padded = Padding.pad(content);
    assertEquals(bucket, padded.length);
    assertArrayEquals(
        content, assertInstanceOf(Unsealed.Plain.class, Padding.unpad(padded)).bytes());
  }

  @Test
  void theLargestBucketFitsIntoAFrame() {
    assertEquals(Padding.BUCKET_BYTES_MAX, Padding.bucket(Padding.CONTENT_BYTES_MAX));
    int frame = Padding.BUCKET_BYTES_MAX + Envelope.OVERHEAD_BYTES + WireLimits.JSON_BYTES_MAX;
    assertEquals(true, frame <= NodeLimits.FRAME_BYTES_MAX);
  }

  @Test
  void nothingLargerIsPadded() {
    int bytes = Padding.CONTENT_BYTES_MAX + 1;
    assertThrows(IllegalArgumentException.class, () -> Padding.bucket(bytes));
    assertThrows(IllegalArgumentException.class, () -> Padding.bucket(-1));
  }

  @Test
  void refusesWhatPaddingDoesNotMake() {
    refused(new byte[0]);
    refused(new byte[3]);
    refused(new byte[255]);
    refused(new byte[512]); // length 0 has a smaller bucket
    refused(of(256, 253, 0, 0, 0));
    refused(of(256, 0, 0, 0, 0x80));
    refused(of(256, 0, 0, 8, 0));
    refused(of(256, 255, 255, 255, 255));
    byte[] dirty = of(256, 1, 0, 0, 0);
    dirty[5] = 1;
    refused(dirty);
    byte[] dirtyAtTheEnd = of(256, 1, 0, 0, 0);
    dirtyAtTheEnd[255] = 1;
    refused(dirtyAtTheEnd);
  }

  private static byte[] of(int length, int... first) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < first.length; i++) {
      bytes[i] = (byte) first[i];
    }
    return bytes;
  }

  private static void refused(byte[] padded) {
    assertInstanceOf(Unsealed.Refused.class, Padding.unpad(padded));
  }
}
