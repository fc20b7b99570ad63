package io.blackroad.mesh.demo.site;

import io.blackroad.mesh.demo.site.Parsed.Complete;
import io.blackroad.mesh.demo.site.Parsed.Malformed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * All pages, by address, and example searches. The order is that of the passages in {@code
 * /data/passages.json} and so of the vectors, and must not depend on the file system.
 */
public record Library(List<Page> pages, List<Search> searches) {
  private static final String SEARCHES = "searches.txt";

  public Library {
    pages = pages.stream().sorted(Comparator.comparing(Page::slug)).toList();
    searches = List.copyOf(searches);
  }

  /**
   * Reads every {@code *.md} of {@code folder} and its {@code searches.txt}.
   *
   * @throws MalformedContent naming every file that cannot be used, and its line
   */
  public static Library read(Path folder) throws IOException, MalformedContent {
    List<Page> pages = new ArrayList<>();
    List<String> malformed = new ArrayList<>();
    for (Path file : contentFiles(folder)) {
      switch (PageParser.parse(folder.relativize(file).toString(), Files.readString(file))) {
        case Complete<Page> complete -> pages.add(complete.value());
        case Malformed<Page> bad -> malformed.add(bad.toString());
      }
    }
    List<Search> searches = new ArrayList<>();
    List<String> slugs = pages.stream().map(Page::slug).toList();
    switch (SearchesParser.parse(SEARCHES, Files.readString(folder.resolve(SEARCHES)), slugs)) {
      case Complete<List<Search>> complete -> searches.addAll(complete.value());
      case Malformed<List<Search>> bad -> malformed.add(bad.toString());
    }
    if (!malformed.isEmpty()) {
      throw new MalformedContent(malformed);
    }
    return new Library(pages, searches);
  }

  private static List<Path> contentFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  /** Subjects in alphabetical order. */
  public List<String> subjects() {
    return pages.stream().map(Page::subject).distinct().sorted().toList();
  }

  public List<Page> pagesOf(String subject) {
    return pages.stream().filter(page -> page.subject().equals(subject)).toList();
  }

  public int passageCount() {
    return pages.stream().mapToInt(Page::passageCount).sum();
  }
}
