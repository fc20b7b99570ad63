package io.blackroad.mesh.demo.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site as it is built from the content that is shipped. */
class SiteTest {
  private static final Path WEB = Path.of("src/main/web");
  private static final Pattern LINK = Pattern.compile("(?:href|src|action)=\"([^\"]*)\"");
  private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");

  /** Answered by the seed, not by a file of the site. */
  private static final List<String> OF_THE_SEED = List.of("/mesh.js", "/log/checkpoint");

  private static Library library = new Library(List.of(), List.of());
  private static SortedMap<String, String> files = new TreeMap<>();

  @BeforeAll
  static void build() throws IOException, MalformedContent {
    library = Library.read(Path.of("src/main/content"));
    files = new SiteBuilder(library, Templates.read(WEB.resolve("templates"))).files();
  }

  @Test
  void holdsALibraryWorthSearching() {
    assertTrue(library.pages().size() >= 24, library.pages().size() + " pages");
    assertTrue(library.passageCount() >= 240, library.passageCount() + " passages");
    assertTrue(library.searches().size() >= 3, library.searches().size() + " searches");
  }

  @Test
  void linksOnlyToWhatIsThere() {
    List<String> broken = new ArrayList<>();
    pages().forEach((page, html) -> collect(LINK, html).forEach(link -> check(page, link, broken)));

    assertEquals(List.of(), broken);
  }

  private static void check(String page, String link, List<String> broken) {
    String address = link.replaceFirst("[?].*", "");
    String path = address.replaceFirst("#.*", "");
    String fragment = address.contains("#") ? address.replaceFirst(".*#", "") : "";
    String file = path.isEmpty() ? page : fileAt(path);
    boolean there =
        OF_THE_SEED.contains(path)
            || files.containsKey(file)
            || Files.isRegularFile(WEB.resolve("static").resolve(file))
            || isTypeface(file);
    if (!there || (!fragment.isEmpty() && !idsOf(file).contains(fragment))) {
      broken.add(page + " -> " + link);
    }
  }

  private static boolean isTypeface(String file) {
    return file.startsWith("fonts/")
        && SiteMain.typefaceFiles().contains(file.substring("fonts/".length()));
  }

  @Test
  void namesEveryTypefaceInTheStyleSheet() throws IOException {
    String css = Files.readString(WEB.resolve("static/site.css"));
    List<String> named = collect(Pattern.compile("url\\(/fonts/([^)]*)\\)"), css);

    assertEquals(SiteMain.typefaceFiles(), named);
  }

  private static String fileAt(String path) {
    return path.substring(1) + (path.endsWith("/") ? "index.html" : "");
  }

  private static List<String> idsOf(String file) {
    return collect(ID, files.getOrDefault(file, ""));
  }

  @Test
  void givesEveryIdOnceInAPage() {
    pages()
        .forEach(
            (page, html) -> {
              List<String> ids = collect(ID, html);
              assertEquals(ids.stream().distinct().toList(), ids, page);
            });
  }

  @Test
  void addressesEveryPassage() {
    for (Page page : library.pages()) {
      List<String> ids = idsOf(page.slug() + "/index.html");
      for (int number = 1; number <= page.passageCount(); number++) {
        assertTrue(ids.contains("p" + number), page.slug() + "#p" + number);
      }
    }
  }

  @Test
  void carriesTheMeshAndNothingInlineOnEveryPage() {
    Pattern inline = Pattern.compile("<style|style=|<script(?![^>]* src=)| on[a-z]+=");
    pages()
        .forEach(
            (page, html) -> {
              assertTrue(html.contains("<script src=\"/mesh.js\" async"), page);
              assertEquals(
                  List.of(), inline.matcher(html).results().map(MatchResult::group).toList());
              assertFalse(html.contains("http://") || html.contains("https://"), page);
            });
  }

  @Test
  void listsPassagesInTheOrderOfThePages() {
    String json = files.getOrDefault("data/passages.json", "");

    assertEquals(library.passageCount(), json.lines().filter(l -> l.startsWith("{")).count());
    assertTrue(json.startsWith("[\n{\"slug\":\"" + library.pages().get(0).slug() + "\""));
  }

  @Test
  void comesOutTheSameFromAnyOrderOfPages() throws IOException {
    List<Page> backwards = new ArrayList<>(library.pages());
    Collections.reverse(backwards);
    Library other = new Library(backwards, library.searches());

    assertEquals(files, new SiteBuilder(other, Templates.read(WEB.resolve("templates"))).files());
  }

  @Test
  void escapesHostileContent() throws IOException {
    Parsed<Page> parsed =
        PageParser.parse(
            "evil.md",
            "title: <zzz>t\nsubject: \"s\" onload=x\nsummary: <zzz>\n\n## <zzz>\n\n<zzz> &amp;\n");
    if (!(parsed instanceof Parsed.Complete<Page> complete)) {
      throw new AssertionError(parsed.toString());
    }
    Library evil =
        new Library(List.of(complete.value()), List.of(new Search("\"><zzz>&q=#", "evil")));
    SiteBuilder builder = new SiteBuilder(evil, Templates.read(WEB.resolve("templates")));

    builder.files().entrySet().stream()
        .filter(file -> file.getKey().endsWith(".html"))
        .forEach(
            file -> {
              for (String tag : List.of("<zzz", "\"s\" on")) {
                assertFalse(file.getValue().contains(tag), file.getKey() + ": " + tag);
              }
            });
  }

  @Test
  void keepsVectorsOnlyWithTheirPassages(@TempDir Path out) throws IOException {
    Path vectors = out.resolve("data/vectors.f32");
    SiteMain.write(files, out);
    Files.write(vectors, new byte[4]);

    SiteMain.write(files, out);
    assertTrue(Files.exists(vectors), "the same passages");

    SortedMap<String, String> others = new TreeMap<>(files);
    others.put("data/passages.json", "[]");
    SiteMain.write(others, out);
    assertFalse(Files.exists(vectors), "other passages");
  }

  private static Map<String, String> pages() {
    Map<String, String> pages = new TreeMap<>(files);
    pages.keySet().removeIf(path -> !path.endsWith(".html"));
    return pages;
  }

  private static List<String> collect(Pattern pattern, String html) {
    return pattern.matcher(html).results().map(found -> String.valueOf(found.group(1))).toList();
  }
}
