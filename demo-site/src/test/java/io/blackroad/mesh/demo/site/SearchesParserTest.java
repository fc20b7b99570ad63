package io.blackroad.mesh.demo.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.blackroad.mesh.demo.site.Parsed.Complete;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchesParserTest {
  private static final List<String> SLUGS = List.of("stars", "tides");

  @Test
  void readsWordsAndPage() {
    assertEquals(
        new Complete<>(List.of(new Search("why high water", "tides"))),
        SearchesParser.parse("s.txt", "why high water\ttides\n", SLUGS));
  }

  @Test
  void refusesWithTheLine() {
    assertEquals("s.txt:2: wanted words, a tab and a page", problem("a\tstars\nwhy\n"));
    assertEquals("s.txt:1: wanted words, a tab and a page", problem(" \tstars\n"));
    assertEquals("s.txt:1: wanted words, a tab and a page", problem("a\tstars\ttides\n"));
    assertEquals("s.txt:2: no page \"moon\"", problem("a\tstars\nb\tmoon\n"));
  }

  private static String problem(String text) {
    return SearchesParser.parse("s.txt", text, SLUGS).toString();
  }
}
