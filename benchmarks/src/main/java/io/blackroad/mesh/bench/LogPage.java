package io.blackroad.mesh.bench;

import com.microsoft.playwright.Page;
import io.blackroad.mesh.demo.Visitors;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A tab with node-core's log as WebAssembly in it, and what it is compared with. */
final class LogPage implements AutoCloseable {
  private final Visitors visitors;
  private final BenchSite site;
  private final Page page;

  /** Times of the same rounds, in milliseconds, and the hashes that they gave. */
  record Digests(Samples ours, Samples webCrypto, Samples hashWasm, List<String> hashes) {}

  /**
   * Times of pairs of proofs, in milliseconds.
   *
   * @param once each verified once, with whatever the machine did meanwhile
   * @param steady the median of five times, pair by pair
   */
  record Verified(Samples once, Samples steady) {}

  private LogPage(Visitors visitors, BenchSite site) {
    this.visitors = visitors;
    this.site = site;
    page = visitors.newContext().newPage();
    page.navigate(site.url().toString());
    page.evaluate("async () => { globalThis.log = await import('/log.js'); await log.open(); }");
  }

  /** Opens it; installs hash-wasm from the lock of {@code benchmarks/src/main/npm}. */
  static LogPage open(Path root) {
    return new LogPage(Visitors.launch(), BenchSite.start(Rival.hashWasm(root)));
  }

  String hashWasmVersion() {
    return String.valueOf(page.evaluate("() => log.hashWasmVersion()"));
  }

  /** Milliseconds for each pair of proofs, every one of which holds. */
  Verified verify(String proofs) {
    Map<?, ?> told =
        (Map<?, ?>) Objects.requireNonNull(page.evaluate("proofs => log.verify(proofs)", proofs));
    return new Verified(samples(told.get("once")), samples(told.get("steady")));
  }

  Digests digest(int bytes, int rounds) {
    Map<?, ?> told =
        (Map<?, ?>)
            Objects.requireNonNull(
                page.evaluate(
                    "([bytes, rounds]) => log.digest(bytes, rounds)", List.of(bytes, rounds)));
    List<?> hashes = (List<?>) Objects.requireNonNull(told.get("hashes"));
    return new Digests(
        samples(told.get("ours")),
        samples(told.get("webCrypto")),
        samples(told.get("hashWasm")),
        hashes.stream().map(String::valueOf).toList());
  }

  private static Samples samples(@Nullable Object told) {
    List<?> list = (List<?>) Objects.requireNonNull(told);
    return new Samples(list.stream().map(each -> ((Number) each).doubleValue()).toList());
  }

  @Override
  public void close() {
    site.close();
    visitors.close();
  }
}
