package io.blackroad.mesh.demo.site;

import io.blackroad.mesh.demo.site.Page.Passage;
import io.blackroad.mesh.demo.site.Page.Section;
import io.blackroad.mesh.demo.site.Parsed.Complete;
import io.blackroad.mesh.demo.site.Parsed.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one page's content file.
 *
 * <pre>
 * title: Prime numbers
 * subject: Mathematics
 * summary: One sentence.
 *
 * ## A heading
 *
 * A passage, on one line.
 * </pre>
 *
 * The text is plain: nothing in it is markup, and the builder escapes all of it.
 */
final class PageParser {
  /** Longer ones would be cut by the model, which reads 256 word pieces. */
  static final int PASSAGE_CHARS_MAX = 1_000;

  private static final List<String> HEADERS = List.of("title: ", "subject: ", "summary: ");
  private static final String HEADING = "## ";
  private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private final String file;
  private final List<String> lines;
  private final List<Section> sections = new ArrayList<>();
  private List<Passage> passages = new ArrayList<>();
  private @Nullable String heading;
  private int passageCount;

  private PageParser(String file, String text) {
    this.file = file;
    this.lines = text.lines().toList();
  }

  /** Reads {@code text}, the content of {@code file}, whose name gives the page its address. */
  static Parsed<Page> parse(String file, String text) {
    return new PageParser(file, text).parse();
  }

  private Parsed<Page> parse() {
    String slug = file.replaceFirst("\\.md$", "");
    if (!SLUG.matcher(slug).matches() || SiteBuilder.RESERVED.contains(slug)) {
      return malformed(1, "the file's name gives the address /" + slug + "/, which cannot be had");
    }
    for (int i = 0; i < HEADERS.size(); i++) {
      if (header(i).isEmpty()) {
        return malformed(i + 1, "wanted \"" + HEADERS.get(i) + "\" and a text");
      }
    }
    for (int i = HEADERS.size(); i < lines.size(); i++) {
      String reason = refusal(i, lines.get(i));
      if (!reason.isEmpty()) {
        return malformed(i + 1, reason);
      }
      take(lines.get(i));
    }
    if (passages.isEmpty()) {
      return malformed(lines.size(), "ends without a passage");
    }
    closeSection();
    return new Complete<>(new Page(slug, header(0), header(1), header(2), sections));
  }

  /** Why the line cannot be taken; empty when it can. */
  private String refusal(int index, String line) {
    if (index == HEADERS.size() && !line.isEmpty()) {
      return "wanted an empty line after the headers";
    }
    if (!line.equals(line.strip())) {
      return "white space at an end of the line";
    }
    if (line.chars().anyMatch(Character::isISOControl)) {
      return "a control character";
    }
    if (line.startsWith("#")) {
      return headingRefusal(line);
    }
    if (!line.isEmpty() && heading == null) {
      return "a passage before the first heading";
    }
    return line.length() <= PASSAGE_CHARS_MAX
        ? ""
        : "a passage of " + line.length() + " characters, at most " + PASSAGE_CHARS_MAX;
  }

  private String headingRefusal(String line) {
    if (!line.startsWith(HEADING)) {
      return "wanted \"## \" and a heading";
    }
    return heading == null || !passages.isEmpty()
        ? ""
        : "the heading before, \"" + heading + "\", has no passage";
  }

  private void take(String line) {
    if (line.startsWith(HEADING)) {
      closeSection();
      heading = line.substring(HEADING.length());
    } else if (!line.isEmpty()) {
      passages.add(new Passage(++passageCount, line));
    }
  }

  private void closeSection() {
    if (heading != null) {
      sections.add(new Section(heading, passages));
      passages = new ArrayList<>();
    }
  }

  /** The header's text, empty when there is none. */
  private String header(int index) {
    String line = index < lines.size() ? lines.get(index) : "";
    String name = HEADERS.get(index);
    return line.startsWith(name) ? line.substring(name.length()).strip() : "";
  }

  private Malformed<Page> malformed(int line, String reason) {
    return new Malformed<>(file, line, reason);
  }
}
