package io.blackroad.mesh.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.mesh.bench.MainJobBench.Part;
import io.blackroad.mesh.demo.DemoFailure;
import io.blackroad.mesh.demo.Visitors;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./mesh bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "WHAT",
    description = "Measures the mesh. Run it on a machine that does nothing else.")
public final class BenchCommand {
  private static final PrintStream OUT = System.out;
  private static final PrintStream ERR = System.err;

  /** Shows that a long log can be made, no more. */
  private static final long LOG_ENTRIES_QUICK = 50_000;

  private final String line;

  private BenchCommand(String line) {
    this.line = line;
  }

  /** Exits with 0, 1 when a target is missed or something fails, or 2 for wrong usage. */
  public static void main(String[] arguments) {
    CommandLine line =
        new CommandLine(new BenchCommand("./mesh bench " + String.join(" ", arguments)))
            .setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          if (failure instanceof DemoFailure) {
            ERR.println("mesh: " + failure.getMessage());
            return 1;
          }
          throw failure;
        });
    int code = arguments.length == 0 ? usage(line) : line.execute(arguments);
    System.exit(code);
  }

  private static int usage(CommandLine line) {
    line.usage(OUT);
    return 2;
  }

  /** The main job. */
  @Command(
      name = "main-job",
      mixinStandardHelpOptions = true,
      description = {
        "Measures the main job end to end: overhead against the page's own loop and transformers.js, time to the first result,",
        "bytes before consent, the seed's start and memory, determinism, scaling. About ten minutes.",
        "Writes benchmarks/results/ and benchmarks/RESULTS.md; exits with 1 when a target is missed."
      })
  int mainJob(
      @Mixin RunOptions options,
      @Option(
              names = "--part",
              paramLabel = "PART",
              description = "only this: ${COMPLETION-CANDIDATES}; repeatable; writes only --json")
          @Nullable List<Part> parts)
      throws IOException {
    Provenance provenance = Provenance.here(root(), line, chromium());
    Set<Part> wanted = parts == null ? EnumSet.allOf(Part.class) : EnumSet.copyOf(parts);
    Findings findings = new MainJobBench(plan(options.quick)).run(wanted);
    return finish(
        new Run("main-job", options.quick || parts != null, options.json), provenance, findings);
  }

  private static BenchPlan plan(boolean quick) {
    return new BenchPlan(
        root(),
        environment("MESH_SEED_JAR"),
        environment("MESH_SITE"),
        environment("MESH_MODELS"),
        quick ? BenchPlan.ROUNDS_QUICK : BenchPlan.ROUNDS,
        quick ? BenchPlan.TEXTS_QUICK : Integer.MAX_VALUE,
        ERR);
  }

  /** node-core's hot paths. */
  @Command(
      name = "core",
      mixinStandardHelpOptions = true,
      description = {
        "Measures node-core's hot paths with JMH: hashing against the JDK's, canonical JSON, wire codec, tokenizer, coordinator.",
        "Writes benchmarks/results/ and benchmarks/RESULTS.md."
      })
  int core(@Mixin RunOptions options) throws Exception {
    Provenance provenance = Provenance.here(root(), line, "not used");
    Findings findings = new CoreBench(options.quick).run(environment("MESH_MODELS"));
    return finish(new Run("core", options.quick, options.json), provenance, findings);
  }

  /** The log. */
  @Command(
      name = "log",
      mixinStandardHelpOptions = true,
      description = {
        "Measures the log: durable appends a second, opening a long log, memory against its length.",
        "Writes benchmarks/results/ and benchmarks/RESULTS.md; exits with 1 when a target is missed."
      })
  int log(
      @Mixin PartOptions options,
      @Option(
              names = "--entries",
              paramLabel = "N",
              defaultValue = "1000000",
              description = "length of the long log (${DEFAULT-VALUE}); 720 bytes of disk each")
          long entries)
      throws IOException {
    BenchParts<LogPlan> wanted = BenchParts.LOG.named(options.parts);
    Provenance provenance = Provenance.here(root(), line, chromium());
    try (StoredLogs logs = new StoredLogs(ERR)) {
      long length = options.every.quick ? Math.min(entries, LOG_ENTRIES_QUICK) : entries;
      Findings findings = wanted.run(new LogPlan(root(), length, options.every.quick, logs, ERR));
      return finish(new Run("log", options.partial(), options.every.json), provenance, findings);
    }
  }

  /** Placing tasks. */
  @Command(
      name = "schedule",
      mixinStandardHelpOptions = true,
      description = {
        "Measures how tasks get to nodes. Parts: decisions (the scheduler alone, on one core), round-trips (verified tasks",
        "through a seed's own process over WebSocket), churn (simulated nodes that come and go). About ten minutes.",
        "Writes benchmarks/results/ and benchmarks/RESULTS.md; exits with 1 when a target is missed."
      })
  int schedule(@Mixin PartOptions options) throws IOException {
    BenchParts<SchedulePlan> wanted = BenchParts.SCHEDULE.named(options.parts);
    Provenance provenance = Provenance.here(root(), line, "not used");
    Findings findings =
        wanted.run(new SchedulePlan(plan(options.every.quick), options.every.quick));
    return finish(new Run("schedule", options.partial(), options.every.json), provenance, findings);
  }

  /** Verification. */
  @Command(
      name = "trust",
      mixinStandardHelpOptions = true,
      description = {
        "Measures what verification costs and what slips through: ours, BOINC's adaptive replication and plain 2-of-3,",
        "each at the same simulated people. About a minute.",
        "Writes benchmarks/results/ and benchmarks/RESULTS.md; exits with 1 when a target is missed."
      })
  int trust(@Mixin RunOptions options) throws IOException {
    Provenance provenance = Provenance.here(root(), line, "not used");
    Findings findings = new TrustBench(options.quick, ERR).run();
    return finish(new Run("trust", options.quick, options.json), provenance, findings);
  }

  /** What passes between nodes. */
  @Command(
      name = "transport",
      mixinStandardHelpOptions = true,
      description = {
        "Measures what passes between nodes through the seed. Parts: relay (messages a second and CPU for a byte against ws on",
        "Node.js and against Bun), idle (memory of WebSockets), attack (what others feel of floods and slow readers),",
        "open (from meeting a peer to an edge that can be used), hop (a message from tab to tab against a plain echo),",
        "nat (every pair of home routers; needs root, iproute2, nftables and coturn). About 25 minutes.",
        "Writes benchmarks/results/ and benchmarks/RESULTS.md; exits with 1 when a target is missed."
      })
  int transport(
      @Mixin PartOptions options,
      @Option(
              names = "--links",
              paramLabel = "N",
              description = "idle WebSockets to hold (20000, or as many as ulimit -Hn allows)")
          @Nullable Integer links)
      throws IOException {
    BenchParts<TransportPlan> wanted = BenchParts.TRANSPORT.named(options.parts);
    boolean quick = options.every.quick;
    TransportPlan plan = new TransportPlan(plan(quick), quick, IdlePart.links(links));
    Provenance provenance = Provenance.here(root(), line, chromium());
    Findings findings = wanted.run(plan);
    return finish(
        new Run("transport", options.partial(), options.every.json), provenance, findings);
  }

  /** What a visitor's device feels. */
  @Command(
      name = "governor",
      mixinStandardHelpOptions = true,
      description = {
        "Measures what a node costs its device, by the kernel's accounting of the browser's threads. Parts: cap (the CPU limit),",
        "stop (click to no CPU), takeover (a tab is lost until the next one has joined), page (long tasks, input delay),",
        "triggers (battery, data saver, pressure, heat, visitor, hidden), hidden (beside visible), long (growth of memory",
        "and open files). About 25 minutes without --hours.",
        "Writes benchmarks/results/ and benchmarks/RESULTS.md; exits with 1 when a target is missed."
      })
  int governor(
      @Mixin PartOptions options,
      @Option(
              names = "--hours",
              paramLabel = "H",
              description = "how long the part long lets the node run (else three minutes)")
          double hours)
      throws IOException {
    BenchParts<GovernorPlan> wanted = BenchParts.GOVERNOR.named(options.parts);
    Provenance provenance = Provenance.here(root(), line, chromium());
    BenchPlan plan = plan(options.every.quick);
    Path data = Files.createTempDirectory("mesh-bench-");
    Workload workload = new Workload(plan.site(), plan.models(), data);
    Findings findings = wanted.run(new GovernorPlan(plan, workload, options.every.quick, hours));
    return finish(new Run("governor", options.partial(), options.every.json), provenance, findings);
  }

  private record Run(String benchmark, boolean partial, @Nullable Path json) {}

  /** Keeps what a full run found; another is only shown. 1 when a target is missed, else 0. */
  private static int finish(Run run, Provenance provenance, Findings findings) throws IOException {
    ObjectNode figures = new ObjectMapper().createObjectNode();
    figures.put("benchmark", run.benchmark).put("quick", run.partial);
    figures.set("provenance", provenance.toJson());
    figures.setAll(findings.json());
    if (run.json != null) {
      new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(run.json.toFile(), figures);
    }
    String file = "results/" + provenance.fileName(run.benchmark);
    String section = ResultsPage.section(provenance, findings, file);
    if (!run.partial) {
      Path benchmarks = root().resolve("benchmarks");
      provenance.write(benchmarks.resolve("results"), run.benchmark, figures);
      new ResultsPage(benchmarks.resolve("RESULTS.md")).write(run.benchmark, section);
    }
    OUT.println(section);
    return findings.targets().stream().allMatch(Target::met) ? 0 : 1;
  }

  /** The project's folder. */
  private static Path root() {
    return environment("MESH_SEED_JAR").resolve("../../..").normalize();
  }

  private static String chromium() throws IOException {
    Process process =
        new ProcessBuilder(Visitors.chromium().toString(), "--version")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return said.strip().replaceAll("^\\D*([0-9.]+).*$", "$1");
  }

  private static Path environment(String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw new DemoFailure(name + " is not set: start this with ./mesh bench");
    }
    return Path.of(value);
  }
}
