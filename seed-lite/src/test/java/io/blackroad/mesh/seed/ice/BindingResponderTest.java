package io.blackroad.mesh.seed.ice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BindingResponderTest {
  private static final byte[] ID = HexFormat.of().parseHex("000102030405060708090a0b");
  private static final InetSocketAddress FROM = new InetSocketAddress("198.51.100.7", 40_000);
  private static final InetSocketAddress FROM_6 = new InetSocketAddress("2001:db8::7", 40_000);
  private static final int ROUNDS = 200_000;

  private static StunWriter request() {
    return new StunWriter(StunMessage.BINDING, ID);
  }

  private static StunMessage answered(byte[] request, InetSocketAddress from) {
    byte[] answer = BindingResponder.answer(request, from);
    assertNotNull(answer);
    StunMessage message = StunMessage.read(answer);
    assertNotNull(message);
    assertTrue(message.answers(StunMessage.BINDING, ID));
    assertTrue(answer.length <= request.length + BindingResponder.GROWTH_BYTES_MAX);
    return message;
  }

  private static void assertSilent(byte[] datagram) {
    assertNull(BindingResponder.answer(datagram, FROM));
  }

  @Test
  void saysWhereARequestCameFrom() {
    for (InetSocketAddress from : new InetSocketAddress[] {FROM, FROM_6}) {
      StunMessage answer = answered(request().bytes(), from);
      assertTrue(answer.isSuccess());
      byte[] value = answer.value(StunMessage.XOR_MAPPED_ADDRESS);
      assertNotNull(value);
      assertEquals(from, XorAddress.read(value, ID));
      assertFalse(answer.has(StunMessage.FINGERPRINT));
    }
  }

  @Test
  void answersAFingerprintWithOne() {
    assertTrue(answered(request().putFingerprint().bytes(), FROM_6).has(StunMessage.FINGERPRINT));
  }

  @Test
  void aWrongFingerprintIsNoStun() {
    byte[] request = request().putFingerprint().bytes();
    request[request.length - 1] ^= 1;
    assertSilent(request);
    assertSilent(request().putFingerprint().put(0x8022, new byte[4]).bytes());
  }

  @Test
  void namesEveryAttributeItDoesNotKnowOnce() {
    byte[] request =
        request()
            .put(StunMessage.USERNAME, new byte[3])
            .put(0x0027, new byte[4]) // RESPONSE-PORT (RFC 5780): would send elsewhere
            .put(0x8022, new byte[4])
            .put(0x0003, new byte[4]) // CHANGE-REQUEST (RFC 5780)
            .put(0x0027, new byte[4])
            .bytes();
    StunMessage answer = answered(request, FROM);
    assertEquals(420, answer.errorCode());
    assertArrayEquals(
        HexFormat.of().parseHex("00030027"), answer.value(StunMessage.UNKNOWN_ATTRIBUTES));
  }

  @Test
  void leavesOutWhatStandsAfterTheIntegrity() {
    byte[] request = request().sign(new byte[16]).put(0x0027, new byte[4]).bytes();
    assertTrue(answered(request, FROM).isSuccess());
  }

  @Test
  void answersNothingButRequests() {
    for (int type = 0; type <= 0xffff; type++) {
      byte[] message = new StunWriter(type, ID).bytes();
      if (type != StunMessage.BINDING) {
        assertSilent(message);
      }
    }
  }

  @Test
  void answersNoneThatIsTooLongOrFromNowhere() {
    int most = BindingResponder.REQUEST_BYTES_MAX - StunMessage.HEADER_BYTES - 4;
    assertTrue(answered(request().put(0x8022, new byte[most]).bytes(), FROM).isSuccess());
    assertSilent(request().put(0x8022, new byte[most + 4]).bytes());
    assertNull(
        BindingResponder.answer(request().bytes(), new InetSocketAddress("198.51.100.7", 0)));
  }

  @Test
  void neverThrowsAndNeverAnswersWhatIsNoRequest() throws UnknownHostException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int answers = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] datagram = datagram(random);
      byte[] source = new byte[random.nextBoolean() ? 4 : 16];
      random.nextBytes(source);
      InetSocketAddress from =
          new InetSocketAddress(InetAddress.getByAddress(source), 1 + random.nextInt(65_535));
      byte[] answer = BindingResponder.answer(datagram, from);
      if (answer != null) {
        answers++;
        assertPlausible(datagram, answer, "seed " + seed + ", round " + round);
      }
    }
    assertTrue(answers > ROUNDS / 100 && answers < ROUNDS, "answers: " + answers);
  }

  /** Random bytes, mostly made to look like a request, then damaged in places. */
  private static byte[] datagram(Random random) {
    byte[] bytes = new byte[random.nextInt(120)];
    random.nextBytes(bytes);
    if (bytes.length >= 20 && random.nextInt(10) > 0) {
      ByteBuffer.wrap(bytes)
          .putShort((short) (random.nextInt(8) == 0 ? random.nextInt() : StunMessage.BINDING))
          .putShort((short) (bytes.length - 20 + (random.nextInt(8) == 0 ? 4 : 0)))
          .putInt(StunMessage.MAGIC_COOKIE);
      for (int at = 20; at + 4 <= bytes.length; at += 4 + 4 * random.nextInt(3)) {
        ByteBuffer.wrap(bytes).putShort(at + 2, (short) random.nextInt(12));
      }
    }
    return bytes;
  }

  /** Checked by hand, not with the reader under test. */
  private static void assertPlausible(byte[] request, byte[] answer, String where) {
    assertTrue(answer.length <= request.length + BindingResponder.GROWTH_BYTES_MAX, where);
    ByteBuffer in = ByteBuffer.wrap(request);
    assertEquals(StunMessage.BINDING, in.getShort(), where);
    assertEquals(request.length - 20, in.getShort(), where);
    assertEquals(StunMessage.MAGIC_COOKIE, in.getInt(), where);
    ByteBuffer out = ByteBuffer.wrap(answer);
    assertTrue((out.getShort() & 0x0100) != 0, where);
    assertEquals(answer.length - 20, out.getShort(), where);
    assertArrayEquals(
        java.util.Arrays.copyOfRange(request, 4, 20),
        java.util.Arrays.copyOfRange(answer, 4, 20),
        where);
  }
}
