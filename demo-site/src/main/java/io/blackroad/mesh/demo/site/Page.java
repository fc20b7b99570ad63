package io.blackroad.mesh.demo.site;

import java.util.List;

/**
 * One text of the library.
 *
 * @param slug its folder in the site and its file's name, e.g. {@code prime-numbers}
 * @param subject what a student would call the field, e.g. {@code Mathematics}
 * @param summary one sentence
 */
public record Page(
    String slug, String title, String subject, String summary, List<Section> sections) {
  public Page {
    sections = List.copyOf(sections);
  }

  /** Passages under one heading; never empty. */
  public record Section(String heading, List<Passage> passages) {
    public Section {
      passages = List.copyOf(passages);
    }
  }

  /**
   * What a search finds: a paragraph that stands by itself.
   *
   * @param number place on the page, from 1
   */
  public record Passage(int number, String text) {
    /** Fragment of the passage's address: {@code p3}. */
    public String id() {
      return "p" + number;
    }
  }

  /** Address in the site: {@code /prime-numbers/}. */
  public String address() {
    return "/" + slug + "/";
  }

  public int passageCount() {
    return sections.stream().mapToInt(section -> section.passages().size()).sum();
  }
}
