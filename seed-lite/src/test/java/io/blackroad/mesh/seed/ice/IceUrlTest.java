package io.blackroad.mesh.seed.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class IceUrlTest {
  @Test
  void readsWhatBrowsersRead() {
    assertReads("stun:s.example:3478", "stun:s.example");
    assertReads("stun:s.example:19302", "STUN:S.example:19302");
    assertReads("turn:t.example:3478?transport=udp", "turn:t.example");
    assertReads("turn:t.example:80?transport=tcp", "turn:t.example:80?transport=tcp");
    assertReads("turns:t.example:5349?transport=tcp", "turns:t.example");
    assertReads("turns:[2001:db8::1]:443?transport=tcp", "turns:[2001:db8::1]:443?transport=tcp");
    assertEquals("2001:db8::1", IceUrl.of("stun:[2001:db8::1]").host());
  }

  private static void assertReads(String expected, String text) {
    assertEquals(expected, IceUrl.of(text).text());
    assertEquals(IceUrl.of(text), IceUrl.of(expected));
  }

  @Test
  void takesNothingElse() {
    List<String> wrong =
        List.of(
            "",
            "t.example",
            "http://t.example",
            "turn://t.example",
            "turn:t.example:0",
            "turn:t.example:65536",
            "turn:t.example:443443",
            "turn:t.example?transport=sctp",
            "turns:t.example?transport=udp",
            "stun:s.example?transport=tcp",
            "turn:2001:db8::1",
            "turn:user@t.example",
            "turn:t.example\n");
    for (String text : wrong) {
      assertThrows(IllegalArgumentException.class, () -> IceUrl.of(text), text);
    }
  }
}
