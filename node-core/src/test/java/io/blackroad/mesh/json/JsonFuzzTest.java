package io.blackroad.mesh.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.conformance.Mutation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Random values, random bytes, and values bent a little. The seed replays a failure. */
class JsonFuzzTest {
  private static final long SEED = 20_260_102;
  private static final int RUNS = 20_000;

  private final SeededBytes random = new SeededBytes(SEED);

  @Test
  void writesWhatItReads() {
    for (int run = 0; run < RUNS / 10; run++) {
      Json value = value(4);
      byte[] bytes = CanonicalJson.bytes(value);
      Parsed parsed = CanonicalJson.parse(bytes);
      assertEquals(new Parsed.Value(value), parsed, where(run));
      assertArrayEquals(bytes, CanonicalJson.bytes(value), where(run));
    }
  }

  @Test
  void neverThrowsOnRandomBytes() {
    for (int run = 0; run < RUNS; run++) {
      agrees(random.bytes(random.below(40)), run);
    }
  }

  /** Bytes that JSON is made of go deeper into the parser than any bytes do. */
  @Test
  void neverThrowsOnRandomJsonCharacters() {
    String alphabet = "{}[]\",:\\u0dD8bfnrte1-.E \u00e9tralsun";
    for (int run = 0; run < RUNS; run++) {
      byte[] bytes = new byte[random.below(30)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) alphabet.charAt(random.below(alphabet.length()));
      }
      agrees(bytes, run);
    }
  }

  @Test
  void neverThrowsOnBentValues() {
    for (int run = 0; run < RUNS; run++) {
      agrees(Mutation.of(CanonicalJson.bytes(value(3)), random), run);
    }
  }

  /** Either a value that survives its own canonical form, or an offset within the bytes. */
  private void agrees(byte[] bytes, int run) {
    Parsed parsed = CanonicalJson.parse(bytes);
    if (parsed instanceof Parsed.Malformed malformed) {
      boolean within = malformed.offset() >= 0 && malformed.offset() <= bytes.length;
      assertTrue(within && !malformed.reason().isEmpty(), where(run) + malformed);
      return;
    }
    Json json = assertInstanceOf(Parsed.Value.class, parsed).json();
    assertEquals(parsed, CanonicalJson.parse(CanonicalJson.bytes(json)), where(run));
  }

  private Json value(int depth) {
    return switch (random.below(depth > 0 ? 7 : 5)) {
      case 0 -> new Json.Int(random.next() >> 11);
      case 1 -> new Json.Bool(random.below(2) == 0);
      case 2 -> Json.Null.NULL;
      case 3 -> new Json.Int(random.below(100) - 50);
      case 4 -> new Json.Text(text());
      case 5 -> array(depth);
      default -> object(depth);
    };
  }

  private Json array(int depth) {
    List<Json> items = new ArrayList<>();
    for (int i = random.below(5); i > 0; i--) {
      items.add(value(depth - 1));
    }
    return new Json.Arr(items);
  }

  private Json object(int depth) {
    JsonObject object = new JsonObject();
    for (int i = random.below(5); i > 0; i--) {
      String name = (char) (' ' + random.below(95)) + "" + (char) (' ' + random.below(95));
      object.put(name, value(depth - 1));
    }
    return object.build();
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.below(8); i > 0; i--) {
      int bits = 1 + random.below(21);
      int point = random.below(Math.min(1 << bits, 0x110000));
      text.appendCodePoint(point >= 0xd800 && point <= 0xdfff ? '\\' : point);
    }
    return text.toString();
  }

  private static String where(int run) {
    return "seed " + SEED + ", run " + run + ": ";
  }
}
