package io.blackroad.mesh.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
  @Test
  void sortsMembersByTheirBytes() {
    Json.Obj object = new JsonObject().put("b", 1).put("B", 2).put("a", 3).put("", 4).build();
    assertEquals("{\"\":4,\"B\":2,\"a\":3,\"b\":1}", CanonicalJson.text(object));
  }

  @Test
  void sortsMembersEvenOfAMapInAnotherOrder() {
    TreeMap<String, Json> reversed = new TreeMap<>((a, b) -> b.compareTo(a));
    reversed.put("a", new Json.Int(1));
    reversed.put("b", new Json.Int(2));
    assertEquals("{\"a\":1,\"b\":2}", CanonicalJson.text(new Json.Obj(reversed)));
  }

  @Test
  void anObjectStaysAsItWasWhenItsBuilderGoesOn() {
    JsonObject builder = new JsonObject().put("a", 1);
    Json.Obj first = builder.build();
    Json.Obj second = builder.put("b", 2).build();
    assertEquals("{\"a\":1}", CanonicalJson.text(first));
    assertEquals("{\"a\":1,\"b\":2}", CanonicalJson.text(second));
  }

  @Test
  void makesRoomForWhateverIsEscaped() {
    String controls = "\u0001".repeat(1_000);
    String text = CanonicalJson.text(new JsonObject().put("k", controls).put("z", "é").build());
    assertEquals("{\"k\":\"" + "\\u0001".repeat(1_000) + "\",\"z\":\"é\"}", text);
  }

  @Test
  void escapesOnlyWhatItMust() {
    assertEquals(
        "\"\\u0001\\b\\t\\n\\f\\r\\u001f\\\"\\\\/\u007f\u2028é\ud83d\ude80\"",
        CanonicalJson.text(new Json.Text("\u0001\b\t\n\f\r\u001f\"\\/\u007f\u2028é\ud83d\ude80")));
  }

  @Test
  void writesEveryCharacterAsUtf8() {
    StringBuilder all = new StringBuilder();
    for (int point = 0x20; point <= Character.MAX_CODE_POINT; point++) {
      if (point != '"' && point != '\\' && (point < 0xD800 || point > 0xDFFF)) {
        all.appendCodePoint(point);
      }
    }
    byte[] written = CanonicalJson.bytes(new Json.Text(all.toString()));
    assertArrayEquals(("\"" + all + "\"").getBytes(StandardCharsets.UTF_8), written);
  }

  @Test
  void writesIntegersOfEveryLength() {
    for (long number = 1; number <= Json.INT_MAX; number = number * 10 + number % 7) {
      assertEquals(Long.toString(number), CanonicalJson.text(new Json.Int(number)));
      assertEquals(Long.toString(-number), CanonicalJson.text(new Json.Int(-number)));
    }
    assertEquals("0", CanonicalJson.text(new Json.Int(0)));
    assertEquals("[10,-9]", CanonicalJson.text(value("[10,-9]")));
  }

  @Test
  void readsEveryEscape() {
    assertEquals(
        new Json.Text("\"\\/\b\f\n\r\tA\ud83d\ude80"),
        value("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\uD83d\\uDe80\""));
  }

  @Test
  void readsAnyLayout() {
    assertEquals(
        value("{\"a\":[1,true,null],\"b\":{}}"),
        value(" {\"b\" :\t{ } ,\r\n\"a\":[ 1 , true,null ]}\n"));
  }

  @Test
  void readsTheBoundsOfIntegersAndRefusesTheNext() {
    assertEquals(new Json.Int(Json.INT_MAX), value("9007199254740991"));
    assertEquals(new Json.Int(-Json.INT_MAX), value("-9007199254740991"));
    refuses("9007199254740992", 0, "an integer of magnitude 2^53 or more");
    refuses("-9007199254740992", 0, "an integer of magnitude 2^53 or more");
    refuses("1" + "0".repeat(400), 0, "an integer of magnitude 2^53 or more");
  }

  @Test
  void saysWhereANumberIsWrong() {
    refuses("-0", 0, "negative zero");
    refuses("01", 0, "a leading zero");
    refuses("-01", 1, "a leading zero");
    refuses("-", 1, "a digit is wanted");
    refuses("-x", 1, "a digit is wanted");
    refuses("1.0", 1, "a fraction");
    refuses("1e0", 1, "an exponent");
    refuses("[1E+2]", 2, "an exponent");
    refuses("+1", 0, "no value begins with this byte");
    refuses("NaN", 0, "no value begins with this byte");
  }

  @Test
  void saysWhereStructureIsWrong() {
    refuses("", 0, "the bytes end where a value is wanted");
    refuses("{\"a\":1,}", 7, "a member's name is wanted");
    refuses("{\"a\" 1}", 5, "a colon is wanted");
    refuses("{a:1}", 1, "a member's name is wanted");
    refuses("[1 2]", 3, "a comma or ] is wanted");
    refuses("[1}", 2, "a comma or ] is wanted");
    refuses("{\"a\":1]", 6, "a comma or } is wanted");
    refuses("[", 1, "the bytes end where a value is wanted");
    refuses("tru", 3, "the word true is wanted");
    refuses("nulL", 3, "the word null is wanted");
    refuses("{} {}", 3, "bytes after the value");
  }

  @Test
  void saysWhichMemberIsTwiceOrMisnamed() {
    refuses("{\"a\":1,\"b\":2,\"\\u0061\":3}", 13, "a second member named a");
    refuses("{\"é\":1}", 1, "a member's name that is not printable ASCII");
    refuses("{\"\\u007f\":1}", 1, "a member's name that is not printable ASCII");
    refuses("{\"\\n\":1}", 1, "a member's name that is not printable ASCII");
  }

  @Test
  void saysWhereATextIsWrong() {
    refuses("\"a", 2, "the bytes end within a text");
    refuses("\"a\nb\"", 2, "a control character that is not escaped");
    refuses("\"\\x\"", 1, "an escape that JSON does not have");
    refuses("\"\\", 1, "an escape that JSON does not have");
    refuses("\"\\u12g4\"", 1, "four hexadecimal digits are wanted after \\u");
    refuses("\"\\u123", 1, "four hexadecimal digits are wanted after \\u");
    refuses("\"\\ud800\"", 1, "a lone surrogate");
    refuses("\"\\udc00\\ud800\"", 1, "a lone surrogate");
    refuses("\"\\ud800\\u0041\"", 1, "a lone surrogate");
    refuses("\"\\ud800x\"", 1, "a lone surrogate");
  }

  @Test
  void refusesUtf8ThatIsNotStrict() {
    refusesBytes("a byte that begins no UTF-8 character", 0x80);
    refusesBytes("a byte that begins no UTF-8 character", 0xc0, 0x80);
    refusesBytes("a byte that begins no UTF-8 character", 0xc1, 0xbf);
    refusesBytes("a byte that begins no UTF-8 character", 0xf5, 0x80, 0x80, 0x80);
    refusesBytes("a byte that begins no UTF-8 character", 0xff);
    refusesBytes("an incomplete UTF-8 character", 0xc3, 0x28);
    refusesBytes("an incomplete UTF-8 character", 0xe2, 0x88);
    refusesBytes("an incomplete UTF-8 character", 0xf0, 0x9f, 0x9a);
    String bad = "UTF-8 that is overlong, a surrogate or past U+10FFFF";
    refusesBytes(bad, 0xe0, 0x9f, 0xbf);
    refusesBytes(bad, 0xf0, 0x8f, 0xbf, 0xbf);
    refusesBytes(bad, 0xed, 0xa0, 0x80);
    refusesBytes(bad, 0xed, 0xbf, 0xbf);
    refusesBytes(bad, 0xf4, 0x90, 0x80, 0x80);
  }

  @Test
  void readsTheFirstAndLastCharacterOfEachLength() {
    String edges = "\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff\ud800\udc00\udbff\udfff";
    assertEquals(new Json.Text(edges), value("\"" + edges + "\""));
  }

  @Test
  void nestsAsDeepAsItMayAndNoDeeper() {
    int max = CanonicalJson.DEPTH_MAX;
    value("[".repeat(max) + "]".repeat(max));
    refuses("[".repeat(max + 1) + "]".repeat(max + 1), max, "nested deeper than " + max);
    String objects = "{\"a\":".repeat(max + 1);
    refuses(objects, 5 * max, "nested deeper than " + max);
    // Depth counts what is open, not what there is.
    value("[" + "[],".repeat(max) + "[]]");
  }

  @Test
  void holdsAsManyValuesAsItMayAndNoMore() {
    int items = CanonicalJson.VALUES_MAX - 1;
    value("[" + "1,".repeat(items - 1) + "1]");
    refuses(
        "[" + "1,".repeat(items) + "1]",
        1 + 2 * items,
        "more than " + CanonicalJson.VALUES_MAX + " values");
  }

  @Test
  void isAsLongAsItMayAndNoLonger() {
    byte[] longest = new byte[CanonicalJson.BYTES_MAX];
    Arrays.fill(longest, (byte) ' ');
    longest[0] = '1';
    assertInstanceOf(Parsed.Value.class, CanonicalJson.parse(longest));
    byte[] tooLong = Arrays.copyOf(longest, longest.length + 1);
    assertInstanceOf(Parsed.Malformed.class, CanonicalJson.parse(tooLong));
  }

  @Test
  void readsOnlyTheRangeItIsGiven() {
    byte[] bytes = "xx{\"a\":1}yy".getBytes(StandardCharsets.US_ASCII);
    assertInstanceOf(Parsed.Value.class, CanonicalJson.parse(bytes, 2, 9));
    assertEquals(
        new Parsed.Malformed(8, "a comma or } is wanted"), CanonicalJson.parse(bytes, 2, 8));
  }

  @Test
  void cannotHoldWhatTheProfileExcludes() {
    assertThrows(IllegalArgumentException.class, () -> new Json.Int(Json.INT_MAX + 1));
    assertThrows(IllegalArgumentException.class, () -> new Json.Int(Long.MIN_VALUE));
    assertThrows(IllegalArgumentException.class, () -> new Json.Text("a\ud800"));
    assertThrows(IllegalArgumentException.class, () -> new Json.Text("\udc00\ud800"));
    assertThrows(IllegalArgumentException.class, () -> new JsonObject().put("é", 1).build());
  }

  @Test
  void repairsTextFromElsewhere() {
    assertEquals("a\ufffdb\ufffd", Json.Text.repaired("a\ud800b\udc00").value());
    assertEquals("\ud83d\ude80\ufffd", Json.Text.repaired("\ud83d\ude80\ude80").value());
    assertEquals("plain", Json.Text.repaired("plain").value());
  }

  @Test
  void keepsAnArrayAsItWasGiven() {
    List<Json> items = Arrays.asList(new Json.Int(1), new Json.Int(2));
    Json.Arr array = new Json.Arr(items);
    items.set(0, new Json.Int(9));
    assertEquals("[1,2]", CanonicalJson.text(array));
  }

  private static Json value(String text) {
    Parsed parsed = CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8));
    return assertInstanceOf(Parsed.Value.class, parsed, parsed.toString()).json();
  }

  private static void refuses(String text, int offset, String reason) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertEquals(new Parsed.Malformed(offset, reason), CanonicalJson.parse(bytes));
  }

  private static void refusesBytes(String reason, int... inside) {
    byte[] text = new byte[inside.length + 3];
    text[0] = '"';
    text[1] = 'a';
    for (int i = 0; i < inside.length; i++) {
      text[i + 2] = (byte) inside[i];
    }
    text[text.length - 1] = '"';
    assertEquals(new Parsed.Malformed(2, reason), CanonicalJson.parse(text));
  }
}
