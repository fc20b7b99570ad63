package io.blackroad.mesh.demo.site;

import io.blackroad.mesh.demo.site.Page.Passage;
import io.blackroad.mesh.demo.site.Page.Section;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Draws the library's texts. */
final class PageViews {
  private final Library library;
  private final Templates templates;

  PageViews(Library library, Templates templates) {
    this.library = library;
    this.templates = templates;
  }

  /** Values for a template that links to {@code page}. */
  static Map<String, Html> link(Page page) {
    return Map.of(
        "address", Html.text(page.address()),
        "title", Html.text(page.title()),
        "summary", Html.text(page.summary()));
  }

  /** The page with its passages, each addressable by its id. */
  Html view(Page page) {
    List<Section> sections = page.sections();
    return templates
        .get("page")
        .fill(
            Map.of(
                "title", Html.text(page.title()),
                "subject", Html.text(page.subject()),
                "subject-id", Html.number(library.subjects().indexOf(page.subject())),
                "summary", Html.text(page.summary()),
                "contents", numbered("page-contents", sections),
                "sections", numbered("page-section", sections),
                "related", related(page)));
  }

  private Html numbered(String template, List<Section> sections) {
    return IntStream.range(0, sections.size())
        .mapToObj(i -> section(template, i + 1, sections.get(i)))
        .collect(Html.joining());
  }

  private Html section(String template, int number, Section section) {
    Html id = Html.number(number);
    Html heading = Html.text(section.heading());
    if (template.equals("page-contents")) {
      return templates.get(template).fill(Map.of("id", id, "heading", heading));
    }
    Html passages = section.passages().stream().map(this::passage).collect(Html.joining());
    return templates.get(template).fill(Map.of("id", id, "heading", heading, "passages", passages));
  }

  private Html passage(Passage passage) {
    return templates
        .get("page-passage")
        .fill(Map.of("id", Html.text(passage.id()), "text", Html.text(passage.text())));
  }

  /** Other texts of the same subject. */
  private Html related(Page page) {
    return library.pagesOf(page.subject()).stream()
        .filter(other -> !other.equals(page))
        .map(other -> templates.get("home-page").fill(link(other)))
        .collect(Html.joining());
  }
}
