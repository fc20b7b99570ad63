package io.blackroad.mesh.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The library's passages and example searches, as the built site carries them. */
public record Passages(List<Passage> all, List<ExampleSearch> searches) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One passage and the page it stands on. */
  public record Passage(String slug, String title, int number, String text) {}

  /** What a student might type, and the page that answers it. */
  public record ExampleSearch(String query, String slug) {}

  /** Reads {@code data/passages.json} and {@code data/searches.json} of a built site. */
  public static Passages read(Path site) {
    List<Passage> passages = new ArrayList<>();
    for (JsonNode row : rows(site.resolve("data/passages.json"))) {
      passages.add(
          new Passage(
              row.path("slug").asText(),
              row.path("title").asText(),
              row.path("passage").asInt(),
              row.path("text").asText()));
    }
    List<ExampleSearch> searches = new ArrayList<>();
    for (JsonNode row : rows(site.resolve("data/searches.json"))) {
      searches.add(new ExampleSearch(row.path("query").asText(), row.path("slug").asText()));
    }
    return new Passages(List.copyOf(passages), List.copyOf(searches));
  }

  private static JsonNode rows(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new DemoFailure(file + " is missing: run ./mesh build");
    }
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The texts alone, in order. */
  public List<String> texts() {
    return all.stream().map(Passage::text).toList();
  }
}
