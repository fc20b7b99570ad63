package io.blackroad.mesh.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Many visitors' nodes at one seed, served by one thread. */
final class LoadNodes implements AutoCloseable {
  /** A seed drops who is silent for three seconds. */
  private static final long BEAT_NANOS = 900_000_000;

  private static final long SELECT_MILLIS = 50;

  private final Selector selector;
  private final List<LoadLink> links = new ArrayList<>();
  private final Meter meter;
  private final Thread thread = new Thread(this::run, "bench-load");
  private final CompletableFuture<Integer> prepared = new CompletableFuture<>();
  private volatile boolean released;
  private volatile boolean closing;
  private boolean begun;

  /** Hears of results. Called on the load's thread. */
  interface Meter {
    /** A verified result was settled with a node, with receipts; once for each node of the task. */
    void accepted(String taskId);

    /** The load cannot go on. */
    void failed(Throwable cause);
  }

  /** Connects {@code nodes}; they say {@code ready} only once {@link #release} is called. */
  LoadNodes(URI seed, List<LoadNode> nodes, Meter meter) throws IOException {
    this.meter = meter;
    selector = Selector.open();
    for (LoadNode node : nodes) {
      links.add(new LoadLink(seed, node, selector));
    }
    thread.start();
    prepared.join();
  }

  /** Lets the seed give out tasks. */
  void release() {
    released = true;
    selector.wakeup();
  }

  /** CPU seconds of the load's thread so far. */
  double cpuSeconds() {
    return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId()) / 1e9;
  }

  private void run() {
    try {
      long beaten = System.nanoTime();
      while (!closing) {
        selector.select(this::serve, SELECT_MILLIS);
        long now = System.nanoTime();
        if (now - beaten > BEAT_NANOS) {
          beaten = now;
          beat();
        }
        begin();
      }
    } catch (IOException | RuntimeException e) {
      prepared.completeExceptionally(e);
      meter.failed(e);
    }
  }

  private void serve(SelectionKey key) {
    if (!(key.attachment() instanceof LoadLink link)) {
      throw new IllegalStateException("a key of nobody's");
    }
    try {
      if (key.isReadable()) {
        link.read(meter);
      } else {
        link.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void beat() throws IOException {
    for (LoadLink link : links) {
      link.beat();
    }
  }

  private void begin() throws IOException {
    if (!prepared.isDone() && links.stream().allMatch(link -> link.node().prepared())) {
      prepared.complete(links.size());
    }
    if (!released || begun) {
      return;
    }
    begun = true;
    for (LoadLink link : links) {
      link.send(link.node().ready());
      link.flush();
    }
  }

  @Override
  public void close() throws IOException {
    closing = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (LoadLink link : links) {
      link.close();
    }
    selector.close();
  }
}
