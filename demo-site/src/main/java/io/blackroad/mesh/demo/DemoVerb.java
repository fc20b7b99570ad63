package io.blackroad.mesh.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The whole main job. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Starts a seed with the demo site, opens visitors that consent, has them read the library,"
            + " searches it.")
final class DemoVerb implements Callable<Integer> {
  /** The widget's own default. */
  private static final int CPU_CAP_PERCENT = 50;

  @Option(names = "--once", description = "exit when the job is done")
  private boolean once;

  @Option(
      names = "--nodes",
      defaultValue = "3",
      description = "visitors (default ${DEFAULT-VALUE})")
  private int nodes;

  @Option(
      names = "--port",
      defaultValue = "8082",
      description = "the seed's port (default ${DEFAULT-VALUE}, 0 = any)")
  private int port;

  @Option(names = "--json", description = "write the figures to this file")
  private @Nullable Path json;

  private final Path site = DemoCommand.environment("MESH_SITE");

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("mesh-demo-");
    DemoCommand.ERR.println("starting a seed, its data in " + data);
    try (SeedProcess seed =
        SeedProcess.start(DemoCommand.environment("MESH_SEED_JAR"), options(data))) {
      Runtime.getRuntime().addShutdownHook(new Thread(seed::close, "stop-seed"));
      try (Visitors visitors = Visitors.launch()) {
        return run(seed.url(), visitors);
      }
    }
  }

  private List<String> options(Path data) {
    String models = DemoCommand.environment("MESH_MODELS").toString();
    return List.of(
        "--port",
        Integer.toString(port),
        "--data",
        data.toString(),
        "--site",
        site.toString(),
        "--models",
        models);
  }

  private int run(URI url, Visitors visitors) throws IOException, InterruptedException {
    DemoCommand.ERR.println("the seed listens on " + url + "; opening " + nodes + " visitors");
    DemoReport report = report(url, arrive(visitors, url));
    DemoCommand.OUT.print(report.summary());
    if (!once) {
      DemoCommand.OUT.println(
          "\nThe site is at " + url + " and its visitors stay. Ctrl-C ends it all.");
      DemoCommand.OUT.flush();
      new CountDownLatch(1).await();
    }
    return 0;
  }

  /** Opens the site as people who say yes. */
  private List<Visitor> arrive(Visitors visitors, URI url) {
    List<Visitor> present = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      Visitor visitor = visitors.open(url);
      visitor.consent(CPU_CAP_PERCENT);
      present.add(visitor);
    }
    for (Visitor visitor : present) {
      visitor.awaitReady();
      DemoCommand.ERR.println("  " + visitor.nodeId() + " has consented and is ready");
    }
    return present;
  }

  private DemoReport report(URI url, List<Visitor> present) throws IOException {
    boolean terminal = System.getenv("MESH_TERMINAL") != null;
    try (ProgressLine progress = new ProgressLine(DemoCommand.ERR, terminal)) {
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
}
