package io.blackroad.mesh.demo;

import java.net.URI;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Visitors for a seed that runs elsewhere. */
@Command(
    name = "swarm",
    mixinStandardHelpOptions = true,
    description = "Opens headless visitors at a seed; they consent, work, and stay until Ctrl-C.")
final class SwarmVerb implements Callable<Integer> {
  @Parameters(paramLabel = "N", description = "how many visitors")
  private int nodes;

  @Option(
      names = "--seed",
      defaultValue = "http://localhost:8082",
      description = "page to open (default ${DEFAULT-VALUE})")
  private URI seed = URI.create("http://localhost:8082");

  @Option(
      names = "--cpu",
      defaultValue = "50",
      description = "their CPU limit in percent (default ${DEFAULT-VALUE})")
  private int cpuCapPercent;

  @Override
  public Integer call() throws InterruptedException {
    try (Visitors visitors = Visitors.launch()) {
      for (int i = 0; i < nodes; i++) {
        visitors.open(seed).consent(cpuCapPercent);
      }
      visitors.present().forEach(Visitor::awaitReady);
      DemoCommand.OUT.println(nodes + " visitors at " + seed + ". Ctrl-C ends them.");
      DemoCommand.OUT.flush();
      new CountDownLatch(1).await();
      return 0;
    }
  }
}
