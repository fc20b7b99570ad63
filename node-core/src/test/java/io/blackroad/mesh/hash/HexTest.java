package io.blackroad.mesh.hash;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HexTest {
  @Test
  void writesEveryByteAndReadsItBack() {
    byte[] bytes = new byte[256];
    for (int i = 0; i < 256; i++) {
      bytes[i] = (byte) i;
    }
    String text = Hex.of(bytes);
    assertTrue(text.startsWith("000102") && text.endsWith("fdfeff"), text);
    assertArrayEquals(bytes, Hex.parse(text));
  }

  @Test
  void refusesUpperCaseOddLengthAndOtherCharacters() {
    assertNull(Hex.parse("AB"));
    assertNull(Hex.parse("aB"));
    assertNull(Hex.parse("abc"));
    assertNull(Hex.parse("0g"));
    assertNull(Hex.parse("0 "));
    assertNull(Hex.parse("\uff10\uff10"));
  }

  @Test
  void knowsItsLength() {
    assertTrue(Hex.is("00ff", 4));
    assertFalse(Hex.is("00ff", 2));
    assertFalse(Hex.is("00fF", 4));
    assertEquals("", Hex.of(new byte[0]));
  }
}
