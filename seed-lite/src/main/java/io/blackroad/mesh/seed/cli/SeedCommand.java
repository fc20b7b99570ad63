package io.blackroad.mesh.seed.cli;

import io.blackroad.mesh.seed.Seed;
import io.blackroad.mesh.seed.SeedParts;
import io.blackroad.mesh.seed.api.SeedOptions;
import io.blackroad.mesh.seed.ice.IceUrl;
import io.blackroad.mesh.seed.ice.MintedIce;
import io.blackroad.mesh.seed.model.FileModel;
import io.blackroad.mesh.seed.model.FileModelCatalog;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mesh seed}: runs a seed until it is stopped. */
@Command(
    name = "seed",
    mixinStandardHelpOptions = true,
    versionProvider = MeshCommand.Version.class,
    description = "Runs a seed: hands out tasks, checks results, keeps the log, serves the site.",
    footer = {
      "",
      "Visitors join through <script src=\"http://HOST:PORT/mesh.js\"></script> on a page.",
      "SIGTERM or Ctrl-C ends it cleanly; after a crash it goes on where it was.",
      "",
      "Examples:",
      "  mesh seed                                        on http://localhost:8082",
      "  mesh seed --site ./public --origin https://library.example",
      "  mesh seed --host 0.0.0.0 --port 80 --data /var/lib/mesh --fallback off"
    })
final class SeedCommand implements Callable<Integer> {
  private final Streams streams;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (${DEFAULT-VALUE}; 0.0.0.0 for every one).")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8082",
      description = "Port to listen on (${DEFAULT-VALUE}; 0 for a free one).")
  private int port = SeedOptions.PORT;

  @Option(
      names = "--site",
      paramLabel = "DIR",
      description = "Folder of a site to serve beside the mesh.")
  private @Nullable Path site;

  @Option(
      names = "--fallback",
      paramLabel = "on|off",
      defaultValue = "on",
      description = "Whether the seed computes itself when no visitor does (${DEFAULT-VALUE}).")
  private Switch fallback = Switch.ON;

  @Option(
      names = "--origin",
      paramLabel = "ORIGIN",
      description = "Origin whose pages may join besides the seed's own; * for any; repeatable.")
  private List<String> origins = List.of();

  @Option(
      names = "--max-texts",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Texts of one job at most (${DEFAULT-VALUE}).")
  private int textsMax = 100_000;

  @Option(
      names = "--max-jobs",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Unfinished jobs at most (${DEFAULT-VALUE}).")
  private int jobsMax = 10_000;

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      defaultValue = "16000",
      description = "Open connections at most, visitors' included (${DEFAULT-VALUE}).")
  private int connectionsMax = 16_000;

  @Mixin private NodeOptions nodes = new NodeOptions();

  @Option(
      names = "--proxy",
      description =
          "Visitors come through a proxy on this machine or in its private network, which names"
              + " them in the last entry of X-Forwarded-For (off).")
  private boolean proxied;

  @Option(
      names = "--keep-results",
      paramLabel = "HOURS",
      defaultValue = "24",
      description = "How long results of a finished job are kept (${DEFAULT-VALUE}).")
  private int keepHours = SeedOptions.Keep.STANDARD.hours();

  @Option(
      names = "--keep-results-mib",
      paramLabel = "MIB",
      defaultValue = "8192",
      description = "Vectors of finished jobs at most, oldest forgotten first (${DEFAULT-VALUE}).")
  private int keepMib = 8192;

  @Mixin private StunOptions stun = new StunOptions();

  @Mixin private CatalogOptions folders = new CatalogOptions();

  /** Lower case on the command line. */
  enum Switch {
    ON,
    OFF
  }

  SeedCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException, CliFailure {
    System.setProperty("io.netty.jfr.enabled", "false"); // a hundred classes that nobody watches
    if (site != null && !Files.isDirectory(site)) {
      throw new CliFailure(
          "the site folder " + site + " is not there: correct --site", CliFailure.FAILED);
    }
    if (keepHours < 1 || keepMib < 1) {
      throw new CliFailure(
          "--keep-results and --keep-results-mib take numbers from 1 on", CliFailure.FAILED);
    }
    FileModelCatalog catalog = folders.open();
    for (FileModel model : catalog.unpinned()) {
      say("reading " + model.name() + " for the first time, to pin its SHA-256");
      model.check();
    }
    List<String> notes =
        new ArrayList<>(); // of a seed that starts: one that does not says why, in one line
    SeedOptions options = options(stun.start(host, notes::add));
    Seed seed = started(options, SeedParts.of(options, catalog, limits()));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(seed), "mesh-stop"));
    announce(seed, options, catalog);
    notes.forEach(this::say);
    Throwable failure = seed.failure().join();
    throw new CliFailure(
        "cannot go on (" + failure + "): restart it, what was acknowledged is stored",
        CliFailure.FAILED);
  }

  private SeedOptions options(MintedIce ice) {
    return new SeedOptions(
        host,
        port,
        folders.data(),
        site,
        folders.models(),
        fallback == Switch.ON,
        origins,
        proxied,
        new SeedOptions.Keep(keepHours, (long) keepMib << 20),
        ice);
  }

  private SeedParts.Limits limits() {
    SeedParts.Limits standard = SeedParts.Limits.STANDARD;
    return new SeedParts.Limits(
        standard.http().withConnections(connectionsMax, nodes.perAddress(standard.http())),
        nodes.limits(standard.signal()),
        standard.api().withTexts(textsMax, standard.api().textBytesMax()).withOpenJobsMax(jobsMax));
  }

  private Seed started(SeedOptions options, SeedParts parts) throws IOException, CliFailure {
    try {
      return Seed.start(options, parts);
    } catch (IOException e) {
      if (!(e.getCause() instanceof BindException)) {
        throw e;
      }
      String what = e.getMessage() + " (" + e.getCause().getMessage() + ")";
      throw new CliFailure(
          what + ": choose another --host or --port, or stop what uses it", CliFailure.FAILED);
    }
  }

  private void announce(Seed seed, SeedOptions options, FileModelCatalog catalog) {
    say("mesh seed " + MeshCommand.Version.number() + ", " + seed.seedId());
    say("listening on http://" + shownHost() + ":" + seed.port());
    say("models: " + ready(catalog));
    for (FileModel model : catalog.fileModels()) {
      if (model.absence() != null) {
        say("not ready: " + model.name() + ": " + model.absence());
      }
    }
    say("fallback: " + (fallback == Switch.ON ? "on" : "off, so jobs wait for visitors"));
    say("STUN: " + shown(options.ice().stun()) + "; TURN: " + shown(options.ice().turn()));
    say("data: " + folders.data().toAbsolutePath().normalize());
    say("stop with Ctrl-C");
  }

  /** Browsers give localhost the rights of a secure page, and no other name without TLS. */
  private String shownHost() {
    return List.of("127.0.0.1", "0.0.0.0", "::", "::1").contains(host) ? "localhost" : host;
  }

  private static String shown(List<IceUrl> urls) {
    return urls.isEmpty()
        ? "none"
        : urls.stream().map(IceUrl::text).collect(Collectors.joining(", "));
  }

  private static String ready(FileModelCatalog catalog) {
    return catalog.fileModels().stream()
        .filter(model -> model.absence() == null)
        .map(FileModel::name)
        .collect(Collectors.joining(", "));
  }

  private void stop(Seed seed) {
    seed.close();
    stun.close();
    say("stopped");
  }

  private void say(String line) {
    streams.out().println(line);
    streams.out().flush();
  }
}
