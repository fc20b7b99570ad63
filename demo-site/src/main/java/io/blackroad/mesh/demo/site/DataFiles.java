package io.blackroad.mesh.demo.site;

import io.blackroad.mesh.demo.site.Page.Passage;
import io.blackroad.mesh.demo.site.Page.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The library for programs: what the search in the browser and the demo read. */
final class DataFiles {
  private DataFiles() {}

  /**
   * Every passage, one a line, in the order of the vectors: {@code [{"slug", "title", "subject",
   * "passage", "heading", "text"}]}, where {@code passage} is its number on its page.
   */
  static String passages(Library library) {
    List<String> rows = new ArrayList<>();
    for (Page page : library.pages()) {
      for (Section section : page.sections()) {
        for (Passage passage : section.passages()) {
          rows.add(row(page, section, passage));
        }
      }
    }
    return rows.stream().collect(Collectors.joining(",\n", "[\n", "\n]\n"));
  }

  /** Example searches: {@code [{"query", "slug"}]}. */
  static String searches(Library library) {
    return library.searches().stream()
        .map(s -> "{\"query\":" + quoted(s.words()) + ",\"slug\":" + quoted(s.slug()) + "}")
        .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
  }

  private static String row(Page page, Section section, Passage passage) {
    return "{\"slug\":"
        + quoted(page.slug())
        + ",\"title\":"
        + quoted(page.title())
        + ",\"subject\":"
        + quoted(page.subject())
        + ",\"passage\":"
        + passage.number()
        + ",\"heading\":"
        + quoted(section.heading())
        + ",\"text\":"
        + quoted(passage.text())
        + "}";
  }

  /** A JSON string (RFC 8259 7). */
  static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
