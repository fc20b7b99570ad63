package io.blackroad.mesh.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every language says everything, with the same values in it and every plural that it needs. */
class WordsInChromiumTest {
  private static final Path SOURCES = Path.of("src/main/web/mesh");

  /**
   * What a script asks for by name: {@code say('key'} and {@code key: '…'} or {@code pill: '…'}.
   */
  private static final Pattern SPOKEN = Pattern.compile("(?:data-say=\"|\\bsay\\(')([\\w.-]+)");

  @RegisterExtension
  private static final PageInChromium CHROMIUM =
      new PageInChromium(TestSite.STRICT_PAGE, "() => undefined");

  /** The names of messages that {@code language} has, lacks or says otherwise than English. */
  private static Object flawsOf(String language) {
    return CHROMIUM
        .page()
        .evaluate(
            """
        async (language) => {
          const [{ default: english }, { default: words }] = await Promise.all(
              ['en', language].map((name) => import(`/mesh/messages/${name}.js`)));
          const values = (text) => [...new Set([...text.matchAll(/\\{(\\w+)\\}/g)].map(([, name]) => name))]
              .filter((name) => name !== 'n').sort().join();
          const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories.sort().join();
          const flaws = Object.keys({ ...english, ...words }).filter((key) => !(key in english && key in words));
          for (const [key, text] of Object.entries(words)) {
            if (flaws.includes(key)) continue;
            const forms = typeof text === 'string' ? [text] : Array.isArray(text) ? text.flat() : Object.values(text);
            if (forms.some((form) => !form.trim())) flaws.push(`${key} is empty`);
            if (typeof text === 'string' && values(text) !== values(english[key])) flaws.push(`${key} has other values`);
            if (Array.isArray(text) && text.length !== english[key].length) flaws.push(`${key} has another length`);
            if (!Array.isArray(text) && typeof text !== 'string') {
              if (Object.keys(text).sort().join() !== wanted) flaws.push(`${key} lacks a plural of ${wanted}`);
              if (values(text.other) !== values(english[key].other)) flaws.push(`${key} has other values`);
            }
          }
          return flaws;
        }""",
            language);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "es", "fr", "ja", "ar"})
  void saysEverything(String language) {
    assertEquals(List.of(), flawsOf(language));
  }

  @Test
  void everythingThatAScriptSaysIsThere() throws IOException {
    Object known =
        CHROMIUM
            .page()
            .evaluate("async () => Object.keys((await import('/mesh/messages/en.js')).default)");
    List<?> keys = (List<?>) known;
    List<String> missing;
    try (Stream<Path> files = Files.list(SOURCES)) {
      missing =
          files
              .filter(file -> file.toString().endsWith(".js"))
              .flatMap(file -> spokenIn(file).stream())
              .filter(key -> !keys.contains(key))
              .toList();
    }
    assertEquals(List.of(), missing);
  }

  private static List<String> spokenIn(Path file) {
    try {
      return SPOKEN
          .matcher(Files.readString(file))
          .results()
          .map(spoken -> String.valueOf(spoken.group(1)))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
