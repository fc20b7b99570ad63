package io.blackroad.mesh.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.conformance.Mutation;
import io.blackroad.mesh.conformance.SampleMessages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MessageCodecTest {
  private static final long SEED = 20_260_106;
  private static final int RUNS = 20_000;

  private final SeededBytes random = new SeededBytes(SEED);
  private final List<Message> samples = new SampleMessages(SEED).all();

  @Test
  void hasASampleOfEveryMessage() {
    List<Class<?>> sampled = new ArrayList<>();
    for (Message message : samples) {
      sampled.add(message.getClass());
    }
    for (Class<?> type : recordsOf(Message.class)) {
      assertTrue(sampled.contains(type), "no sample of " + type);
    }
  }

  private static List<Class<?>> recordsOf(Class<?> sealed) {
    List<Class<?>> records = new ArrayList<>();
    for (Class<?> type : Objects.requireNonNull(sealed.getPermittedSubclasses())) {
      records.addAll(type.isSealed() ? recordsOf(type) : List.of(type));
    }
    return records;
  }

  @Test
  void decodesWhatItEncodes() {
    for (int seed = 1; seed <= 200; seed++) {
      for (Message message : new SampleMessages(seed).all()) {
        byte[] frame = MessageCodec.encode(message);
        assertEquals(new Decoded.Ok(message), MessageCodec.decode(frame), "seed " + seed);
      }
    }
  }

  @Test
  void beginsAFrameWithABraceOrWithOne() {
    for (Message message : samples) {
      boolean withTensor = message instanceof Message.Assign || message instanceof Message.Reveal;
      assertEquals(withTensor ? 1 : '{', MessageCodec.encode(message)[0], message.toString());
    }
  }

  @Test
  void neverThrowsOnRandomBytes() {
    for (int run = 0; run < RUNS; run++) {
      byte[] frame = random.bytes(1 + random.below(60));
      frame[0] = (byte) (random.below(2) == 0 ? '{' : 1);
      holds(frame, run);
    }
  }

  @Test
  void neverThrowsOnBentFrames() {
    for (int run = 0; run < RUNS; run++) {
      Message message = samples.get(random.below(samples.size()));
      holds(Mutation.of(MessageCodec.encode(message), random), run);
    }
  }

  @Test
  void neverThrowsOnCutFrames() {
    for (Message message : samples) {
      byte[] frame = MessageCodec.encode(message);
      for (int length = 0; length < frame.length; length++) {
        byte[] cut = Arrays.copyOf(frame, length);
        assertInstanceOf(
            Decoded.Malformed.class, MessageCodec.decode(cut), message + " cut to " + length);
      }
    }
  }

  /** A frame is either refused within its bytes, or the only frame of its message. */
  private static void holds(byte[] frame, int run) {
    String where = "seed " + SEED + ", run " + run;
    switch (MessageCodec.decode(frame)) {
      case Decoded.Ok ok -> assertArrayEquals(frame, MessageCodec.encode(ok.message()), where);
      case Decoded.Malformed malformed ->
          assertTrue(
              malformed.offset() >= 0
                  && malformed.offset() <= frame.length
                  && !malformed.reason().isEmpty(),
              where);
    }
  }

  @Test
  void refusesAFrameOfMoreThanAMebibyte() {
    byte[] frame = new byte[NodeLimits.FRAME_BYTES_MAX + 1];
    frame[0] = 1;
    assertEquals(
        new Decoded.Malformed(0, "a frame of 1048577 bytes, wanted 1 to 1048576"),
        MessageCodec.decode(frame));
  }
}
