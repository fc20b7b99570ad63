package io.blackroad.mesh.chromium;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A headless Chromium as it comes: no emulated focus, nothing attached to workers. A tab that is
 * not in front is hidden, and throttled as a visitor's would be.
 */
public final class RawChromium implements AutoCloseable {
  private static final List<String> FLAGS =
      List.of("--headless=new", "--remote-debugging-port=0", ChromiumFlags.WITHOUT_PRESSURE);

  private static final String READY = "DevTools listening on ";
  private static final int END_SECONDS_MAX = 5;
  private static final int LOAD_MILLIS_MAX = 30_000;

  /** A new tab is an empty page until the answer to its address begins. */
  private static final String EMPTY = "about:blank";

  private final Path profile;
  private final Process process;
  private final DevTools devTools;

  private RawChromium(Path profile, Process process, DevTools devTools) {
    this.profile = profile;
    this.process = process;
    this.devTools = devTools;
  }

  /** Starts one with an empty profile and one empty tab in front. */
  public static RawChromium launch(Path executable, String... moreFlags) throws IOException {
    Path profile = Files.createTempDirectory("mesh-chromium");
    // Lets chrome://discards discard a tab.
    Files.writeString(profile.resolve("Local State"), "{\"internal_only_uis_enabled\":true}");
    List<String> command = new ArrayList<>(List.of(executable.toString()));
    command.addAll(FLAGS);
    command.addAll(ChromiumFlags.QUIET);
    command.addAll(List.of(moreFlags));
    command.add("--user-data-dir=" + profile);
    command.add(EMPTY);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      return new RawChromium(profile, process, new DevTools(address(process)));
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Where it listens, as it prints it; what it prints later is read and dropped. */
  private static URI address(Process process) throws IOException {
    BufferedReader printed = process.inputReader();
    String line = printed.readLine();
    while (line != null && !line.startsWith(READY)) {
      line = printed.readLine();
    }
    if (line == null) {
      throw new IOException("Chromium ended before it was ready");
    }
    Thread.ofVirtual().start(() -> drop(printed));
    return URI.create(line.substring(READY.length()).strip());
  }

  private static void drop(BufferedReader printed) {
    try {
      while (printed.readLine() != null) {
        // Nobody reads it, and a full pipe would stop the browser.
      }
    } catch (IOException ended) {
      // With the browser.
    }
  }

  /** A tab in front, loaded from {@code url}; the tab that was there is hidden from now on. */
  public RawTab open(String url) {
    JsonObject wanted = new JsonObject();
    wanted.addProperty("url", url);
    String target = ask("Target.createTarget", wanted).get("targetId").getAsString();
    RawTab tab = new RawTab(this, target);
    tab.show();
    String there = url.equals(EMPTY) ? "" : " && location.href !== '" + EMPTY + "'";
    tab.await("document.readyState === 'complete'" + there, LOAD_MILLIS_MAX);
    tab.detach();
    return tab;
  }

  /**
   * Discards a tab at once, as the browser does where it wants memory.
   *
   * @param title of its page, which no other tab may have; nobody may be attached to it
   */
  public void discard(String title) {
    RawTab page = open("chrome://discards/");
    String links = "[...rows(document)].flatMap((row) => [...row.querySelectorAll('*')])";
    page.evaluate(
        """
        window.rows = function* (root) {
          for (const element of root.querySelectorAll('*')) {
            if (element.tagName === 'TR' && element.querySelector('.title-cell')?.textContent.trim() === 'TITLE') yield element;
            if (element.shadowRoot) yield* rows(element.shadowRoot);
          }
        }"""
            .replace("TITLE", title));
    String link = links + ".find((one) => one.textContent.trim() === '[Urgent Discard]')";
    page.await(link, LOAD_MILLIS_MAX);
    page.evaluate(link + ".click()");
    page.await(
        "[...rows(document)].some((row) => row.textContent.includes('discarded'))",
        LOAD_MILLIS_MAX);
    page.close();
  }

  /** Asks the browser itself. */
  public JsonObject ask(String method, JsonObject parameters) {
    return devTools.ask(null, method, parameters);
  }

  JsonObject ask(@Nullable String session, String method, JsonObject parameters) {
    return devTools.ask(session, method, parameters);
  }

  /** Hears every event of every session: its method and its parameters. */
  public void onEvent(BiConsumer<String, JsonObject> hearer) {
    devTools.onEvent(hearer);
  }

  /** What the browser lists now of a type, such as {@code service_worker}: their addresses. */
  public List<String> targets(String type) {
    List<String> urls = new ArrayList<>();
    for (JsonElement element :
        ask("Target.getTargets", new JsonObject()).getAsJsonArray("targetInfos")) {
      JsonObject target = element.getAsJsonObject();
      if (target.get("type").getAsString().equals(type)) {
        urls.add(target.get("url").getAsString());
      }
    }
    return urls;
  }

  /** CPU seconds that each renderer has used, by process id. */
  public Map<Long, Double> renderers() {
    Map<Long, Double> seconds = new LinkedHashMap<>();
    for (JsonElement element :
        ask("SystemInfo.getProcessInfo", new JsonObject()).getAsJsonArray("processInfo")) {
      JsonObject found = element.getAsJsonObject();
      if (found.get("type").getAsString().equals("renderer")) {
        seconds.put(found.get("id").getAsLong(), found.get("cpuTime").getAsDouble());
      }
    }
    return seconds;
  }

  /** The browser's own process, the parent of all others. */
  public long pid() {
    return process.pid();
  }

  /** Where it keeps what its pages store. */
  Path profile() {
    return profile;
  }

  /** Ends the browser, its processes one by one where it does not go by itself, and its profile. */
  @Override
  public void close() throws IOException {
    List<ProcessHandle> children = process.descendants().toList();
    devTools.close();
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle child : children) {
      child.onExit().join();
    }
    delete(profile);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }
}
