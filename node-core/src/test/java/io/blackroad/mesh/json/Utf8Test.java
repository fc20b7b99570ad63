package io.blackroad.mesh.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.blackroad.mesh.sim.SimRandom;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class Utf8Test {
  private static void assertLikeTheJdk(String text) {
    assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), Utf8.bytes(text), text);
  }

  @Test
  void everyCharacterBecomesWhatTheJdkMakesOfIt() {
    for (int code = 0; code <= Character.MAX_CODE_POINT; code++) {
      String character = Character.toString(code);
      byte[] expected = character.getBytes(StandardCharsets.UTF_8);
      if (!Arrays.equals(expected, Utf8.bytes(character))) {
        assertLikeTheJdk(character);
      }
    }
  }

  @Test
  void soDoTextsWithHalvesOfPairs() {
    for (int seed = 1; seed <= 20_000; seed++) {
      SimRandom random = new SimRandom(seed);
      StringBuilder text = new StringBuilder();
      for (int i = random.below(12); i > 0; i--) {
        int kind = random.below(4);
        text.append(
            (char)
                (kind == 0
                    ? 0xd800 + random.below(0x400)
                    : kind == 1 ? 0xdc00 + random.below(0x400) : random.below(0x10000)));
      }
      assertLikeTheJdk(text.toString());
    }
  }
}
