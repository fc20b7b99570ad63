package io.blackroad.mesh.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.blackroad.mesh.port.JdkEd25519;
import io.blackroad.mesh.task.Job;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A visitor whose browser makes no Ed25519 keys: what it lacks is taken away in the node worker.
 */
class NodeWithoutEd25519Test {
  private static final String WORKER = "/mesh/node-worker.js";
  private static final String SOFT = "/mesh/ed25519.wasm";

  @RegisterExtension
  private static final MeshInChromium MESH = new MeshInChromium(TestSite.STRICT_PAGE);

  private @Nullable TestSeed seed;

  /** Starts a node whose worker runs {@code script} before anything else. */
  private void start(String script) throws IOException {
    Path worker = Path.of("target/classes/META-INF/mesh-web" + WORKER);
    String source = script + "\n" + Files.readString(worker);
    MESH.site().put(WORKER, source.getBytes(StandardCharsets.UTF_8));
    // The seed's log names the changed worker.
    seed = MESH.seed(new JdkEd25519(), List.of());
    MESH.site().serve(seed);
    MeshInChromium.start(MESH.page(), 100);
  }

  private TestSeed seed() {
    return Objects.requireNonNull(seed);
  }

  private void joins() {
    seed().await("a node", mesh -> mesh.nodes().size() == 1);
  }

  @Test
  void worksWithKeysOfOurOwn() throws IOException {
    start(
        """
        const generateKey = crypto.subtle.generateKey.bind(crypto.subtle);
        crypto.subtle.generateKey = (algorithm, ...rest) =>
            (algorithm.name ?? algorithm) === 'Ed25519'
                ? Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'))
                : generateKey(algorithm, ...rest);
        for (const use of ['importKey', 'sign', 'verify']) {
          crypto.subtle[use] = () => { throw new Error(use + ' is not to be used'); };
        }""");
    joins();
    assertEquals(1, MESH.site().requests(SOFT));
    Job job = MESH.job("j_0000000000000001", List.of("A signature needs no browser of its own."));
    assertEquals(1, seed().outputsOf(job).size());
    MESH.page()
        .waitForCondition(
            () -> (Boolean) MESH.page().evaluate("() => statuses.at(-1).unitsEarned > 0"));
    assertEquals(0, MESH.page().evaluate("() => statuses.at(-1).receiptsBroken"));
  }

  /** As on a page that came over plain HTTP. */
  @Test
  void joinsWhereThereIsNoSubtleCryptoAtAll() throws IOException {
    start("Object.defineProperty(crypto, 'subtle', { value: undefined });");
    joins();
    assertEquals(1, MESH.site().requests(SOFT));
  }

  @Test
  void saysSoWhereOurOwnCannotBeFetchedEither() throws IOException {
    MESH.site().put("/mesh/ed25519.js", "throw new Error('no');".getBytes(StandardCharsets.UTF_8));
    start("Object.defineProperty(crypto, 'subtle', { value: undefined });");

    MESH.page()
        .waitForCondition(
            () ->
                (Boolean)
                    MESH.page()
                        .evaluate(
                            "() => String(statuses.at(-1)?.error).includes('makes no Ed25519 keys')"));
  }

  @Test
  void isSentToNobodyElse() throws IOException {
    start("");
    joins();
    assertEquals(0, MESH.site().requests(SOFT));
    assertEquals(0, MESH.site().requests("/mesh/ed25519.js"));
  }
}
