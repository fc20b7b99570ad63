package io.blackroad.mesh.seed.ice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The sample messages of RFC 5769, byte for byte. */
class Rfc5769Test {
  private static final String ID = "b7e7a701bc34d686fa87dfae";
  private static final byte[] PASSWORD =
      "VOkJxbRl1RmTxUk/WvJxBt".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] REQUEST =
      hex(
          "000100582112a442" + ID + "802200105354554e207465737420636c69656e74",
          "002400046e0001ff80290008932ff9b151263b36000600096576746a3a68367659202020",
          "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf");

  private static final byte[] ANSWER_4 =
      hex(
          "0101003c2112a442" + ID + "8022000b7465737420766563746f7220",
          "002000080001a147e112a643",
          "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96");

  private static final byte[] ANSWER_6 =
      hex(
          "010100482112a442" + ID + "8022000b7465737420766563746f7220",
          "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9",
          "00080014a382954e4be67bf11784c97c8292c275bfe3ed4180280004c8fb0b4c");

  private static final byte[] LONG_TERM =
      hex(
          "000100602112a44278ad3433c6ad72c029da412e",
          "00060012e3839ee38388e383aae38383e382afe382b90000",
          "0015001c662f2f3439396b39353464364f4c33346f4c39465354767936347341",
          "0014000b6578616d706c652e6f726700",
          "00080014f67024656dd64a3e02b8e0712e85c9a28ca89666");

  private static byte[] hex(String... parts) {
    return HexFormat.of().parseHex(String.join("", parts));
  }

  private static StunMessage read(byte[] bytes) {
    StunMessage message = StunMessage.read(bytes);
    assertNotNull(message);
    return message;
  }

  @Test
  void readsTheRequest() {
    StunMessage request = read(REQUEST);
    assertEquals(StunMessage.BINDING, request.type());
    assertArrayEquals(hex(ID), request.transactionId());
    assertArrayEquals(
        "evtj:h6vY".getBytes(StandardCharsets.US_ASCII), request.value(StunMessage.USERNAME));
    assertTrue(request.isSignedWith(PASSWORD));
    assertFalse(request.isSignedWith("VOkJxbRl1RmTxUk/WvJxBT".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void readsTheAnswerOverIpv4() {
    StunMessage answer = read(ANSWER_4);
    assertTrue(answer.isSuccess());
    assertTrue(answer.isSignedWith(PASSWORD));
    assertEquals(new InetSocketAddress("192.0.2.1", 32853), mapped(answer));
  }

  @Test
  void readsTheAnswerOverIpv6() {
    StunMessage answer = read(ANSWER_6);
    assertTrue(answer.isSignedWith(PASSWORD));
    assertEquals(
        new InetSocketAddress("2001:db8:1234:5678:11:2233:4455:6677", 32853), mapped(answer));
  }

  private static InetSocketAddress mapped(StunMessage answer) {
    byte[] value = answer.value(StunMessage.XOR_MAPPED_ADDRESS);
    assertNotNull(value);
    InetSocketAddress address = XorAddress.read(value, answer.transactionId());
    assertNotNull(address);
    assertArrayEquals(value, XorAddress.write(address, answer.transactionId()));
    return address;
  }

  @Test
  void knowsTheLongTermKey() {
    StunMessage request = read(LONG_TERM);
    assertTrue(
        request.isSignedWith(
            LongTermKey.of("\u30DE\u30C8\u30EA\u30C3\u30AF\u30B9", "example.org", "TheMatrIX")));
  }

  @Test
  void writesTheSame() {
    StunWriter writer = new StunWriter(read(ANSWER_4).type(), hex(ID));
    writer.put(0x8022, "test vector ".getBytes(StandardCharsets.US_ASCII));
    writer.put(StunMessage.XOR_MAPPED_ADDRESS, hex("0001a147e112a643"));
    byte[] ours = writer.sign(PASSWORD).putFingerprint().bytes();
    StunMessage again = read(ours); // its padding differs from theirs, so its sums do
    assertTrue(again.isSignedWith(PASSWORD));
    assertEquals(ANSWER_4.length, ours.length);
  }

  @Test
  void anyChangedBitIsNoticed() {
    for (int bit = 0; bit < Byte.SIZE * ANSWER_6.length; bit++) {
      byte[] changed = ANSWER_6.clone();
      changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      StunMessage message = StunMessage.read(changed);
      // Of the FINGERPRINT's type only the optional bit can change: then nothing is checked.
      boolean isUnchecked = message != null && !message.has(StunMessage.FINGERPRINT);
      if (!isUnchecked) {
        assertNull(message, "bit " + bit);
      }
    }
  }

  /** The sample has an attribute that only two browsers' own requests to each other carry. */
  @Test
  void whatOnlyPeersSayIsRefusedByName() {
    byte[] answer = BindingResponder.answer(REQUEST, new InetSocketAddress("192.0.2.1", 1));
    assertNotNull(answer);
    StunMessage refusal = read(answer);
    assertEquals(420, refusal.errorCode());
    assertArrayEquals(hex("0024"), refusal.value(StunMessage.UNKNOWN_ATTRIBUTES));
    assertTrue(refusal.has(StunMessage.FINGERPRINT));
  }
}
