package io.blackroad.mesh.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./mesh demo} and {@code ./mesh swarm}. */
@Command(name = "mesh", subcommands = CommandLine.HelpCommand.class)
public final class DemoCommand {
  private static final PrintStream OUT = System.out;
  private static final PrintStream ERR = System.err;

  private DemoCommand() {}

  /** Exits with 0, 1 with one line of why, or 2 for wrong usage. */
  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new DemoCommand());
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          ERR.println("mesh: " + reason(failure));
          return 1;
        });
    System.exit(line.execute(arguments));
  }

  private static String reason(Exception failure) {
    return failure instanceof DemoFailure
        ? String.valueOf(failure.getMessage())
        : failure.toString();
  }

  /** The whole main job. */
  @Command(
      name = "demo",
      mixinStandardHelpOptions = true,
      description =
          "Starts a seed with the demo site, opens visitors that consent, has them read the library, searches it.")
  int demo(
      @Option(names = "--once", description = "exit when the job is done") boolean once,
      @Option(
              names = "--nodes",
              defaultValue = "3",
              description = "visitors (default ${DEFAULT-VALUE})")
          int nodes,
      @Option(
              names = "--port",
              defaultValue = "8082",
              description = "the seed's port (default ${DEFAULT-VALUE}, 0 = any)")
          int port,
      @Option(names = "--json", description = "write the figures to this file") @Nullable Path json)
      throws IOException {
    Path data = Files.createTempDirectory("mesh-demo-");
    Path site = environment("MESH_SITE");
    ERR.println("starting a seed, its data in " + data);
    List<String> options = seedOptions(port, data, site);
    try (SeedProcess seed = SeedProcess.start(environment("MESH_SEED_JAR"), options);
        Visitors visitors = Visitors.launch()) {
      Thread hook = new Thread(seed::close, "stop-seed");
      Runtime.getRuntime().addShutdownHook(hook);
      ERR.println("the seed listens on " + seed.url() + "; opening " + nodes + " visitors");
      List<Visitor> present = arrive(visitors, seed.url(), nodes);
      DemoReport report = report(seed.url(), site, present, json);
      OUT.print(report.summary());
      if (!once) {
        stay(seed.url());
      }
      return report.verified() == report.texts() ? 0 : 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private static List<String> seedOptions(int port, Path data, Path site) {
    return List.of(
        "--port",
        Integer.toString(port),
        "--data",
        data.toString(),
        "--site",
        site.toString(),
        "--models",
        environment("MESH_MODELS").toString());
  }

  /** Blocks until the process is ended from outside. */
  private static void stay(URI url) throws InterruptedException {
    OUT.println("\nThe site is at " + url + " and its visitors stay. Ctrl-C ends it all.");
    OUT.flush();
    new CountDownLatch(1).await();
  }

  private static DemoReport report(URI url, Path site, List<Visitor> present, @Nullable Path json)
      throws IOException {
    try (ProgressLine progress = new ProgressLine(ERR, System.getenv("MESH_TERMINAL") != null)) {
      DemoReport report =
          new Demo(new SeedClient(url), site, present).run(event -> progress.show(state(event)));
      if (json != null) {
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), report);
      }
      return report;
    }
  }

  private static ProgressLine.State state(JsonNode event) {
    return new ProgressLine.State(
        event.path("done").asInt(),
        event.path("checked").asInt(),
        event.path("texts").asInt(),
        event.path("textsPerSecond").asDouble(),
        event.path("etaSeconds").asDouble(-1),
        event.path("nodes").size(),
        event.path("waitingFor").asText(""));
  }

  /** Opens the site as {@code nodes} people who say yes. */
  private static List<Visitor> arrive(Visitors visitors, URI url, int nodes) {
    List<Visitor> present = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      Visitor visitor = visitors.open(url);
      visitor.consent(50);
      present.add(visitor);
    }
    for (Visitor visitor : present) {
      visitor.awaitReady();
      ERR.println("  " + visitor.nodeId() + " has consented and is ready");
    }
    return present;
  }

  /** Visitors for a seed that runs elsewhere. */
  @Command(
      name = "swarm",
      mixinStandardHelpOptions = true,
      description = "Opens headless visitors at a seed; they consent, work, and stay until Ctrl-C.")
  int swarm(
      @Parameters(paramLabel = "N", description = "how many visitors") int nodes,
      @Option(
              names = "--seed",
              defaultValue = "http://localhost:8082",
              description = "page to open (default ${DEFAULT-VALUE})")
          URI seed,
      @Option(
              names = "--cpu",
              defaultValue = "50",
              description = "their CPU limit in percent (default ${DEFAULT-VALUE})")
          int cpu)
      throws InterruptedException {
    try (Visitors visitors = Visitors.launch()) {
      for (int i = 0; i < nodes; i++) {
        visitors.open(seed).consent(cpu);
      }
      visitors.present().forEach(Visitor::awaitReady);
      OUT.println(nodes + " visitors at " + seed + ". Ctrl-C ends them.");
      OUT.flush();
      new CountDownLatch(1).await();
      return 0;
    }
  }

  private static Path environment(String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw new DemoFailure(name + " is not set: start this with ./mesh demo");
    }
    return Path.of(value);
  }
}
