package io.blackroad.mesh.demo.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Turns a library into the site's pages. A pure function of library and templates. */
public final class SiteBuilder {
  /** First folders of addresses that are not a text's: the site's own and the seed's. */
  static final Set<String> RESERVED =
      Set.of(
          "about",
          "api",
          "data",
          "fonts",
          "healthz",
          "mesh",
          "mesh-live",
          "models",
          "search",
          "v1",
          "ws");

  private static final String SITE = " · The Mesh";

  /** Catalog name of the model whose vectors the search compares. */
  static final String MODEL = "all-minilm-l6-v2-q";

  /** Colours of the spectrum: {@code spectrum-0} and so on in site.css. */
  private static final int SPECTRUM = 6;

  private static final int EXAMPLES_SHOWN = 5;

  private final Library library;
  private final Templates templates;

  public SiteBuilder(Library library, Templates templates) {
    this.library = library;
    this.templates = templates;
  }

  /** Every generated file: path in the site, e.g. {@code about/index.html}, and its text. */
  public SortedMap<String, String> files() {
    SortedMap<String, String> files = new TreeMap<>();
    files.put("index.html", home());
    files.put("search/index.html", search());
    files.put(
        "mesh-live/index.html",
        plain(
            "live",
            new Head(
                "The mesh right now" + SITE,
                "Nodes, tasks, throughput and the log of the mesh as they are at this moment.")));
    files.put(
        "about/index.html",
        plain(
            "about",
            new Head(
                "How it works, and what it can see" + SITE,
                "What a node computes, what it can read, what is logged, and where the limits"
                    + " are.")));
    PageViews views = new PageViews(library, templates);
    for (Page page : library.pages()) {
      Head head = new Head(page.title() + SITE, page.summary());
      files.put(page.slug() + "/index.html", layout(head, views.view(page)));
    }
    files.put("data/passages.json", DataFiles.passages(library));
    files.put("data/searches.json", DataFiles.searches(library));
    return files;
  }

  private String home() {
    Html main =
        templates
            .get("home")
            .fill(
                Map.of(
                    "examples", examples(),
                    "page-count", Html.number(library.pages().size()),
                    "passage-count", Html.number(library.passageCount()),
                    "subjects", subjects()));
    return layout(
        new Head(
            "The Mesh",
            "A small library that its readers' browsers have read: search it by meaning."),
        main);
  }

  private String search() {
    Map<String, Html> values = Map.of("examples", examples(), "model", Html.text(MODEL));
    return layout(
        new Head("Search" + SITE, "Search the library by what you mean."),
        templates.get("search").fill(values));
  }

  private String plain(String template, Head head) {
    return layout(head, templates.get(template).fill(Map.of()));
  }

  private String layout(Head head, Html main) {
    return templates
        .get("layout")
        .fill(
            Map.of(
                "title",
                Html.text(head.title()),
                "description",
                Html.text(head.description()),
                "main",
                main))
        .markup();
  }

  private Html subjects() {
    List<String> subjects = library.subjects();
    return IntStream.range(0, subjects.size())
        .mapToObj(i -> subject(subjects.get(i), i))
        .collect(Html.joining());
  }

  private Html subject(String subject, int index) {
    Html pages =
        library.pagesOf(subject).stream()
            .map(page -> templates.get("home-page").fill(PageViews.link(page)))
            .collect(Html.joining());
    return templates
        .get("home-subject")
        .fill(
            Map.of(
                "id", Html.number(index),
                "colour", Html.number(index % SPECTRUM),
                "subject", Html.text(subject),
                "pages", pages));
  }

  private Html examples() {
    return library.searches().stream()
        .limit(EXAMPLES_SHOWN)
        .map(
            search ->
                templates
                    .get("example")
                    .fill(
                        Map.of(
                            "query", Html.text(URLEncoder.encode(search.words(), UTF_8)),
                            "words", Html.text(search.words()))))
        .collect(Html.joining());
  }

  private record Head(String title, String description) {}
}
