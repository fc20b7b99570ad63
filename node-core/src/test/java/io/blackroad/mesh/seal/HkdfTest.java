package io.blackroad.mesh.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.Utf8;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 4231 (HMAC-SHA256) and RFC 5869 appendix A (HKDF). */
class HkdfTest {
  private final Hkdf hkdf = new Hkdf(new Sha256());

  @Test
  void hmacOfAShortKey() {
    assertEquals(
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        Hex.of(hkdf.hmac(Utf8.bytes("Jefe"), Utf8.bytes("what do ya want for nothing?"))));
  }

  @Test
  void hmacOfAKeyThatIsLongerThanABlock() {
    byte[] key = new byte[131];
    Arrays.fill(key, (byte) 0xaa);
    assertEquals(
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
        Hex.of(
            hkdf.hmac(key, Utf8.bytes("Test Using Larger Than Block-Size Key - Hash Key First"))));
  }

  @Test
  void hmacOfPartsIsThatOfTheWhole() {
    byte[] key = {1};
    assertEquals(
        Hex.of(hkdf.hmac(key, Utf8.bytes("abcd"))),
        Hex.of(hkdf.hmac(key, Utf8.bytes("a"), new byte[0], Utf8.bytes("bcd"))));
  }

  @Test
  void extractsAndExpands() {
    byte[] material = new byte[22];
    Arrays.fill(material, (byte) 0x0b);
    byte[] key = hkdf.extract(Hex.require("000102030405060708090a0b0c"), material);
    assertEquals("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5", Hex.of(key));
    assertEquals(
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        Hex.of(hkdf.expand(key, Hex.require("f0f1f2f3f4f5f6f7f8f9"), 42)));
  }

  @Test
  void anEmptySaltIsOneOfZeros() {
    byte[] material = new byte[22];
    Arrays.fill(material, (byte) 0x0b);
    byte[] key = hkdf.extract(new byte[0], material);
    assertEquals("19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04", Hex.of(key));
    assertEquals(
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
        Hex.of(hkdf.expand(key, new byte[0], 42)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 31, 32, 33, Hkdf.EXPANDED_BYTES_MAX})
  void aShorterExpansionBeginsALongerOne(int bytes) {
    byte[] key = new byte[32];
    byte[] longest = hkdf.expand(key, new byte[0], Hkdf.EXPANDED_BYTES_MAX);
    assertEquals(
        Hex.of(Arrays.copyOf(longest, bytes)), Hex.of(hkdf.expand(key, new byte[0], bytes)));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, Hkdf.EXPANDED_BYTES_MAX + 1})
  void refusesToExpandToAnyOtherLength(int bytes) {
    assertThrows(
        IllegalArgumentException.class, () -> hkdf.expand(new byte[32], new byte[0], bytes));
  }
}
