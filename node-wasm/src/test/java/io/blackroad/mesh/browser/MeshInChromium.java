package io.blackroad.mesh.browser;

import com.microsoft.playwright.Page;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.port.JdkEd25519;
import io.blackroad.mesh.task.Job;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A site, its seed and a visitor's page in Chromium: new for each test, in a profile of its own.
 * The browser and the model are a class's.
 */
final class MeshInChromium
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private final String path;
  private final Supplier<Chromium> browser;
  private final List<TestSeed> seeds = new ArrayList<>();
  private @Nullable TestModel model;
  private @Nullable Chromium chromium;
  private @Nullable TestSite site;
  private @Nullable Page page;

  /**
   * @param path of the page that each test finds open
   */
  MeshInChromium(String path) {
    this(path, Chromium::new);
  }

  /**
   * @param pressure see {@link Chromium#Chromium(boolean)}
   */
  MeshInChromium(String path, boolean pressure) {
    this(path, () -> new Chromium(pressure));
  }

  MeshInChromium(String path, Supplier<Chromium> browser) {
    this.path = path;
    this.browser = browser;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    model = TestModel.load("all-minilm-l6-v2-q", false);
    chromium = browser.get();
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    site = new TestSite();
    site().put(model().path(), model().onnx());
    site().serve(seed(new JdkEd25519(), List.of()));
    page = Objects.requireNonNull(chromium).open(site().url(path));
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    page().context().close();
    seeds.forEach(TestSeed::close);
    seeds.clear();
    site().close();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Objects.requireNonNull(chromium).close();
  }

  TestModel model() {
    return Objects.requireNonNull(model);
  }

  TestSite site() {
    return Objects.requireNonNull(site);
  }

  /** The seed that was there first. */
  TestSeed seed() {
    return seeds.getFirst();
  }

  Page page() {
    return Objects.requireNonNull(page);
  }

  /** Another visitor's page, in a profile of its own. */
  Page visitor() {
    return Objects.requireNonNull(chromium).open(site().url(path));
  }

  /** Another seed for what the site serves now, whose log begins with {@code past}. */
  TestSeed seed(JdkEd25519 key, List<LoggedEntry> past) throws IOException {
    TestSeed seed = new TestSeed(model().spec(), site().code(), key, past);
    seeds.add(seed);
    return seed;
  }

  /** A job of one node's word. */
  Job job(String id, List<String> texts) {
    return model().job(id, texts);
  }

  /** Starts a node by {@code page.js}, without the widget; its statuses are {@code statuses}. */
  static void start(Page page, int cpuCapPercent) {
    start(page, cpuCapPercent, String.valueOf(page.evaluate("location.origin")));
  }

  /** Starts one for a page of {@code site} around the widget; each site has a node of its own. */
  static void start(Page page, int cpuCapPercent, String site) {
    page.evaluate(
        """
        async ([cpuCapPercent, site]) => {
          window.statuses = [];
          window.node = await import('/mesh/page.js');
          const code = await (await import('/mesh/code.js')).checkedCode();
          const { TEXT_VERSION: textVersion } = await import('/mesh/consent.js');
          node.start(code, { cpuCapPercent, site, textVersion, expiresAt: Date.now() + 864e5 }, (json) =>
              statuses.push({ at: performance.now(), ...JSON.parse(json) }));
        }""",
        List.of(cpuCapPercent, site));
  }

  /** Waits for a function to say true; asked from outside, since a strict page forbids eval. */
  static void eventually(Page page, String function) {
    page.waitForCondition(() -> Boolean.TRUE.equals(page.evaluate(function)));
  }
}
