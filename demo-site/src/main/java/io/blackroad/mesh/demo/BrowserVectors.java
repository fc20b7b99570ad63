package io.blackroad.mesh.demo;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Route;
import io.blackroad.mesh.conformance.VectorResult;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Parsed;
import io.blackroad.mesh.seed.cli.VectorsRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Runs conformance files as WebAssembly in a headless Chromium: {@code conformance.wasm}, which is
 * the classes that run on the JVM. Needs no seed and no network; what the page asks for is answered
 * from the class path, and the file is given to it as a person would choose one. Used from one
 * thread only.
 */
public final class BrowserVectors implements VectorsRun.Runner, AutoCloseable {
  /** Answered here for every path, so never looked up; of https, as a mesh's pages are. */
  private static final String ORIGIN = "https://vectors.test";

  private static final String PAGE = "<!doctype html><input type=file>";

  private static final String LOAD =
      """
      async () => {
        const runtime = await import('/node.wasm-runtime.js');
        window.conformance = (await runtime.load('/conformance.wasm')).exports;
      }""";

  private static final String RUN =
      """
      async () => {
        const [file] = document.querySelector('input').files;
        return conformance.run(new Int8Array(await file.arrayBuffer()));
      }""";

  private final Visitors visitors;
  private @Nullable Page page;

  /** Takes a browser over, and closes it. */
  BrowserVectors(Visitors visitors) {
    this.visitors = visitors;
  }

  /** Starts a browser. */
  public static BrowserVectors launch() {
    return new BrowserVectors(Visitors.launch());
  }

  @Override
  public VectorResult run(Path file) {
    try {
      // The browser reads it itself: its connection to here is slow with large bodies.
      opened().setInputFiles("input", file);
      return read((String) opened().evaluate(RUN));
    } catch (PlaywrightException broken) {
      // A page that broke down may be in any state: the next file gets a new one.
      close(page);
      page = null;
      return VectorResult.unusable("the browser broke down: " + broken.getMessage());
    }
  }

  private static VectorResult read(String answer) {
    return switch (CanonicalJson.parse(answer.getBytes(StandardCharsets.UTF_8))) {
      case Parsed.Value value -> VectorResult.fromJson(value.json());
      case Parsed.Malformed malformed ->
          VectorResult.unusable("the browser's answer is not JSON: " + malformed.reason());
    };
  }

  private Page opened() {
    if (page == null) {
      page = visitors.newContext().newPage();
      page.route(ORIGIN + "/**", this::answer);
      page.navigate(ORIGIN + "/");
      page.evaluate(LOAD);
    }
    return page;
  }

  private static void close(@Nullable Page page) {
    if (page != null) {
      page.context().close();
    }
  }

  private void answer(Route route) {
    switch (route.request().url().substring(ORIGIN.length())) {
      case "/" -> answer(route, "text/html", PAGE.getBytes(StandardCharsets.US_ASCII));
      case "/node.wasm-runtime.js" ->
          answer(route, "text/javascript", bundled("mesh-web/mesh/node.wasm-runtime.js"));
      case "/conformance.wasm" ->
          answer(route, "application/wasm", bundled("mesh-conformance/conformance.wasm"));
      default -> route.fulfill(new Route.FulfillOptions().setStatus(404));
    }
  }

  private static void answer(Route route, String type, byte[] body) {
    route.fulfill(new Route.FulfillOptions().setContentType(type).setBodyBytes(body));
  }

  private static byte[] bundled(String path) {
    try (InputStream in = BrowserVectors.class.getResourceAsStream("/META-INF/" + path)) {
      if (in == null) {
        throw new DemoFailure("the build holds no " + path + ": run ./mesh build");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    visitors.close();
  }
}
