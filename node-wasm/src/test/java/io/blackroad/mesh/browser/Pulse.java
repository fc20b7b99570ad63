package io.blackroad.mesh.browser;

import io.blackroad.mesh.port.JdkEd25519;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Signs of life of a node, for tests of its end: each of its workers sends one every few
 * milliseconds over a channel that the page hears, and the seed's end of each link notes when it
 * closes. Times are Unix milliseconds; browser and test have one clock.
 */
final class Pulse {
  /**
   * Of a page: {@code pulses} has when each worker's newest pulse was, and the visitor's newest
   * click.
   */
  static final String HEAR =
      """
      window.pulses = {};
      new BroadcastChannel('test-pulse').onmessage = ({ data: [who, at] }) => { pulses[who] = at; };
      addEventListener('click', () => new BroadcastChannel('test-pulse').postMessage(['click', Date.now()]), true);
      """;

  private static final List<String> WORKERS =
      List.of("node-worker", "executor-worker", "peer-worker");

  private final List<Long> closed = new CopyOnWriteArrayList<>();
  private final TestSeed seed;
  private final TestRelay relay;

  private Pulse(TestSeed seed) {
    this.seed = seed;
    relay = new TestRelay(seed);
  }

  TestSeed seed() {
    return seed;
  }

  /** Gives the mesh's workers a pulse, in the name of a seed that stands by them. */
  static Pulse of(MeshInChromium mesh) throws IOException {
    for (String worker : WORKERS) {
      String path = "/mesh/" + worker + ".js";
      String source = new String(mesh.site().file(path), StandardCharsets.UTF_8);
      mesh.site().put(path, (beat(worker) + source).getBytes(StandardCharsets.UTF_8));
    }
    TestSeed seed = mesh.seed(new JdkEd25519(), List.of());
    Pulse pulse = new Pulse(seed);
    mesh.site().serve(seed);
    mesh.site().front().onSocket(pulse::serve);
    return pulse;
  }

  private static String beat(String worker) {
    return """
        {
          const pulse = new BroadcastChannel('test-pulse');
          const sleeps = 'clients' in self; // a service worker, which has the scripts and runs nothing
          if (!sleeps) setInterval(() => pulse.postMessage(['%s', Date.now()]), 4);
        }
        """
        .formatted(worker);
  }

  private void serve(TestSocket socket) throws IOException {
    try {
      relay.serve(socket);
    } finally {
      closed.add(System.currentTimeMillis());
    }
  }

  /** When the link closed that closed last; 0 while none has. */
  long closedAt() {
    return closed.isEmpty() ? 0 : closed.getLast();
  }
}
