package io.blackroad.mesh.peer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.blackroad.mesh.SeededBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameTest {
  private static final int MUTATIONS = 200_000;

  @Test
  void filesAreUpToDate() throws IOException {
    assertEquals(PeerVectorFiles.good(), Files.readString(PeerVectorFiles.GOOD));
    assertEquals(PeerVectorFiles.malformed(), Files.readString(PeerVectorFiles.MALFORMED));
  }

  @Test
  void everyFrameComesBackWithItsTagAndNumber() {
    for (PeerFrame frame : SampleFrames.all()) {
      byte[] bytes = SampleFrames.bytes(frame);
      FrameRead.Ok ok = assertInstanceOf(FrameRead.Ok.class, FrameReader.read(bytes));
      assertEquals(SampleFrames.TAG, ok.tag());
      boolean numbered = frame instanceof PeerFrame.Numbered;
      assertEquals(numbered ? SampleFrames.NUMBER : -1, ok.number());
      assertArrayEquals(bytes, FrameWriter.write(ok.tag(), ok.number(), ok.frame()));
    }
  }

  @Test
  void theLargestFramesAreSixteenKibibytes() {
    for (PeerFrame frame :
        List.of(
            new PeerFrame.Message(new byte[FrameWriter.MESSAGE_BYTES_MAX]),
            new PeerFrame.Data(0, new byte[FrameWriter.DATA_BYTES_MAX]),
            signal(FrameWriter.SIGNAL_BYTES_MAX))) {
      byte[] bytes = SampleFrames.bytes(frame);
      assertEquals(16384, bytes.length);
      assertInstanceOf(FrameRead.Ok.class, FrameReader.read(bytes));
      var over =
          assertInstanceOf(
              FrameRead.Malformed.class, FrameReader.read(Arrays.copyOf(bytes, 16385)));
      assertEquals(16384, over.offset());
    }
  }

  private static PeerFrame signal(int length) {
    return new PeerFrame.Signal(1, PeerFrame.Signal.Kind.OFFER, new byte[length]);
  }

  @Test
  void doesNotWriteWhatNobodyReads() {
    for (PeerFrame frame :
        List.of(
            new PeerFrame.Message(new byte[0]),
            new PeerFrame.Message(new byte[FrameWriter.MESSAGE_BYTES_MAX + 1]),
            new PeerFrame.Data(0, new byte[0]),
            new PeerFrame.Open(0, new byte[PeerLimits.HEADER_BYTES_MAX + 1]),
            signal(0),
            signal(FrameWriter.SIGNAL_BYTES_MAX + 1))) {
      assertThrows(IllegalArgumentException.class, () -> SampleFrames.bytes(frame));
    }
  }

  /** Whatever bytes come: an answer, and what is taken has this one encoding. */
  @Test
  void hostileBytesAreReadOneWayOrRefused() {
    SeededBytes random = new SeededBytes(20_261_123);
    List<PeerFrame> samples = SampleFrames.all();
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bytes = SampleFrames.bytes(samples.get(random.below(samples.size())));
      bytes = Arrays.copyOf(bytes, Math.max(0, bytes.length + random.below(9) - 4));
      for (int bends = random.below(4); bends > 0 && bytes.length > 0; bends--) {
        bytes[random.below(Math.min(bytes.length, 24))] = (byte) random.next();
      }
      switch (FrameReader.read(bytes)) {
        case FrameRead.Ok ok ->
            assertArrayEquals(bytes, FrameWriter.write(ok.tag(), ok.number(), ok.frame()));
        case FrameRead.Malformed malformed -> {
          refused++;
          assertEquals(true, malformed.offset() >= 0 && malformed.offset() <= bytes.length);
        }
      }
    }
    assertEquals(true, refused > MUTATIONS / 10 && refused < MUTATIONS, "refused: " + refused);
  }
}
