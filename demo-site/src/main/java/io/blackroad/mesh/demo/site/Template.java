package io.blackroad.mesh.demo.site;

import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * HTML with holes, written {@code {{name}}}. Only {@link Html} fills a hole, so that unescaped text
 * cannot get into a page; repetition is done by filling a smaller template many times.
 */
final class Template {
  private static final Pattern HOLE = Pattern.compile("\\{\\{[a-z-]+}}");

  private final String name;
  private final String source;

  Template(String name, String source) {
    this.name = name;
    this.source = source;
  }

  /**
   * The markup with every hole filled.
   *
   * @throws IllegalArgumentException when a hole has no value or a value has no hole
   */
  Html fill(Map<String, Html> values) {
    var holes =
        HOLE.matcher(source)
            .results()
            .map(Template::nameOf)
            .collect(Collectors.toCollection(TreeSet::new));
    var given = new TreeSet<>(values.keySet());
    if (!holes.equals(given)) {
      throw new IllegalArgumentException(name + ": holes " + holes + ", values " + given);
    }
    return new Html(
        HOLE.matcher(source)
            .replaceAll(
                hole ->
                    Matcher.quoteReplacement(
                        values.getOrDefault(nameOf(hole), Html.NOTHING).markup())));
  }

  /** {@code name} of the hole {@code {{name}}}. */
  private static String nameOf(MatchResult hole) {
    return hole.group().substring(2, hole.group().length() - 2);
  }
}
