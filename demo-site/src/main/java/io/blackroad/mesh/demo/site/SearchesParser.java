package io.blackroad.mesh.demo.site;

import io.blackroad.mesh.demo.site.Parsed.Complete;
import io.blackroad.mesh.demo.site.Parsed.Malformed;
import java.util.ArrayList;
import java.util.List;

/** Reads the example searches: on each line the words, a tab, and the page that answers them. */
final class SearchesParser {
  private SearchesParser() {}

  static Parsed<List<Search>> parse(String file, String text, List<String> slugs) {
    List<Search> searches = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String[] parts = lines.get(i).split("\t", -1);
      if (parts.length != 2 || parts[0].isBlank()) {
        return new Malformed<>(file, i + 1, "wanted words, a tab and a page");
      }
      if (!slugs.contains(parts[1])) {
        return new Malformed<>(file, i + 1, "no page \"" + parts[1] + "\"");
      }
      searches.add(new Search(parts[0].strip(), parts[1]));
    }
    return new Complete<>(List.copyOf(searches));
  }
}
