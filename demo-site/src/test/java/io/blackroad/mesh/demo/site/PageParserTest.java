package io.blackroad.mesh.demo.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.blackroad.mesh.demo.site.Page.Passage;
import io.blackroad.mesh.demo.site.Page.Section;
import io.blackroad.mesh.demo.site.Parsed.Complete;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageParserTest {
  private static final String HEAD = "title: Tides\nsubject: Earth\nsummary: The sea moves.\n";
  private static final String GOOD = HEAD + "\n## Moon\n\nOne.\n\nTwo.\n\n## Sun\n\nThree.\n";

  @Test
  void numbersPassagesOverTheWholePage() {
    Page page =
        new Page(
            "tides",
            "Tides",
            "Earth",
            "The sea moves.",
            List.of(
                new Section("Moon", List.of(new Passage(1, "One."), new Passage(2, "Two."))),
                new Section("Sun", List.of(new Passage(3, "Three.")))));

    assertEquals(new Complete<>(page), PageParser.parse("tides.md", GOOD));
  }

  @Test
  void takesMarkupAsPlainText() {
    var page = PageParser.parse("tides.md", HEAD + "\n## A\n\n<b>*x*</b> & `y`\n");

    assertEquals("<b>*x*</b> & `y`", firstPassage(page));
  }

  /** In the sources {@code |} stands for a line's end. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'';1: wanted \"title: \" and a text",
        "titel: Tides;1: wanted \"title: \" and a text",
        "title: Tides|subject:  |;2: wanted \"subject: \" and a text",
        "title: Tides|subject: Earth;3: wanted \"summary: \" and a text",
        "HEAD## Moon|One.;4: wanted an empty line after the headers",
        "HEAD|One.;5: a passage before the first heading",
        "HEAD|# Moon|One.;5: wanted \"## \" and a heading",
        "HEAD|### Moon|One.;5: wanted \"## \" and a heading",
        "HEAD|##|One.;5: wanted \"## \" and a heading",
        "HEAD|## Moon|## Sun|One.;6: the heading before, \"Moon\", has no passage",
        "HEAD|## Moon|One.|## Sun;7: ends without a passage",
        "HEAD|## Moon|' One.';6: white space at an end of the line",
        "HEAD|## Moon|a\tb;6: a control character",
        "HEAD;3: ends without a passage",
      })
  void refusesWithTheLine(String source, String problem) {
    String text = source.replace("HEAD", HEAD).replace('|', '\n').replace("'", "");

    assertEquals("tides.md:" + problem, PageParser.parse("tides.md", text).toString());
  }

  @Test
  void refusesPassagesThatTheModelWouldCut() {
    String fits = "x".repeat(PageParser.PASSAGE_CHARS_MAX);

    assertEquals(fits, firstPassage(PageParser.parse("a.md", HEAD + "\n## A\n" + fits)));
    assertEquals(
        "a.md:6: a passage of 1001 characters, at most 1000",
        PageParser.parse("a.md", HEAD + "\n## A\n" + fits + "x").toString());
  }

  @ParameterizedTest
  @CsvSource({
    "search.md",
    "mesh.md",
    "api.md",
    "Tides.md",
    "a--b.md",
    "../tides.md",
    ".md",
    "a b.md"
  })
  void refusesAddressesThatAreTakenOrOdd(String file) {
    assertEquals(
        file
            + ":1: the file's name gives the address /"
            + file.replace(".md", "")
            + "/, which cannot be had",
        PageParser.parse(file, GOOD).toString());
  }

  private static String firstPassage(Parsed<Page> parsed) {
    return switch (parsed) {
      case Complete<Page> complete -> complete.value().sections().get(0).passages().get(0).text();
      case Parsed.Malformed<Page> malformed -> throw new AssertionError(malformed.toString());
    };
  }
}
