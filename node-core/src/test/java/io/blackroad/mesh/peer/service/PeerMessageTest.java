package io.blackroad.mesh.peer.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.SeededBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerMessageTest {
  private static final int MUTATIONS = 50_000;

  @Test
  void filesAreUpToDate() throws IOException {
    assertEquals(PeerServiceVectorFiles.good(), Files.readString(PeerServiceVectorFiles.GOOD));
    assertEquals(
        PeerServiceVectorFiles.malformed(), Files.readString(PeerServiceVectorFiles.MALFORMED));
  }

  @Test
  void everyWordComesBack() {
    for (PeerWord word : SampleWords.all()) {
      byte[] message = PeerMessageWriter.word(word);
      assertEquals(new PeerMessage.Said(word), PeerMessageReader.read(message));
    }
  }

  @Test
  void theLargestSeekFits() {
    int length = PeerMessageWriter.word(SampleWords.largestSeek()).length;
    assertTrue(length <= 1 + ServiceLimits.WORD_BYTES_MAX, length + " bytes");
  }

  @Test
  void relayedFramesComeBack() {
    byte[] message = PeerMessageWriter.relayed(0x7fff0102, new byte[] {9, 8});
    assertArrayEquals(new byte[] {2, 2, 1, -1, 0x7f, 9, 8}, message);
    var relayed = assertInstanceOf(PeerMessage.Relayed.class, PeerMessageReader.read(message));
    assertEquals(0x7fff0102, relayed.edge());
    assertArrayEquals(new byte[] {9, 8}, relayed.frame());
  }

  @Test
  void doesNotWriteWhatNobodyReads() {
    assertThrows(IllegalArgumentException.class, () -> PeerMessageWriter.relayed(0, new byte[1]));
    assertThrows(IllegalArgumentException.class, () -> PeerMessageWriter.relayed(1, new byte[0]));
    assertThrows(
        IllegalArgumentException.class, () -> PeerMessageWriter.relayed(1, new byte[16385]));
    var longNames = SampleWords.copies(8, "\u0001".repeat(100));
    var hashes = SampleWords.copies(32, SampleWords.HASH);
    PeerWord seek = new PeerWord.Seek(8, true, longNames, hashes, hashes, List.of());
    assertThrows(IllegalArgumentException.class, () -> PeerMessageWriter.word(seek));
  }

  /** Whatever bytes come: an answer, and what is taken has this one form. */
  @Test
  void hostileBytesAreReadOneWayOrRefused() {
    SeededBytes random = new SeededBytes(20_261_123);
    List<PeerWord> samples = SampleWords.all();
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bytes = PeerMessageWriter.word(samples.get(random.below(samples.size())));
      bytes = Arrays.copyOf(bytes, bytes.length + random.below(3) - 1);
      for (int bends = random.below(3); bends > 0; bends--) {
        bytes[random.below(bytes.length)] = (byte) random.next();
      }
      switch (PeerMessageReader.read(bytes)) {
        case PeerMessage.Said said -> assertArrayEquals(bytes, PeerMessageWriter.word(said.word()));
        case PeerMessage.Relayed relayed ->
            assertArrayEquals(bytes, PeerMessageWriter.relayed(relayed.edge(), relayed.frame()));
        case PeerMessage.Malformed malformed -> {
          refused++;
          assertTrue(malformed.offset() >= 0 && malformed.offset() <= bytes.length);
        }
      }
    }
    assertTrue(refused > MUTATIONS / 10 && refused < MUTATIONS, "refused: " + refused);
  }
}
