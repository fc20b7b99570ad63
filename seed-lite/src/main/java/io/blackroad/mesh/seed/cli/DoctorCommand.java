package io.blackroad.mesh.seed.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.mesh.seed.doctor.Doctor;
import io.blackroad.mesh.seed.doctor.Finding;
import io.blackroad.mesh.seed.doctor.Finding.Verdict;
import io.blackroad.mesh.seed.ice.IceUrl;
import io.blackroad.mesh.seed.ice.StunServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mesh doctor}: what visitors would find at a seed. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    versionProvider = MeshCommand.Version.class,
    description = {
      "Looks at a seed and its STUN and TURN servers as browsers would, and says in one line each",
      "what is right, what is wrong, and how to mend it. Run it from another network."
    },
    footer = {
      "",
      "Without --turn-secret-file TURN servers are not asked for relayed addresses.",
      "Exit status: 0 nothing is wrong, 1 something is, 2 wrong usage.",
      "",
      "Example:",
      "  mesh doctor https://library.example --turn-secret-file turn.secret \\",
      "      --turn-url turn:turn.library.example:3478?transport=udp"
    })
final class DoctorCommand implements Callable<Integer> {
  private static final int SECONDS_MAX = 60;

  private final Streams streams;

  @Parameters(index = "0", paramLabel = "URL", description = "Where the seed is.")
  private URI seed = URI.create("http://localhost:8082");

  @Mixin private IceCommandOptions servers = new IceCommandOptions();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "How long each step may take (${DEFAULT-VALUE}).")
  private int seconds = 5;

  @Option(names = "--json", description = "Says it all as one JSON document.")
  private boolean json;

  DoctorCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException, CliFailure, InterruptedException {
    String scheme = String.valueOf(seed.getScheme());
    if (!List.of("http", "https").contains(scheme) || seed.getHost() == null) {
      throw new CliFailure("the seed's URL is like https://library.example", CliFailure.FAILED);
    }
    if (seconds < 1 || seconds > SECONDS_MAX) {
      throw new CliFailure("--timeout takes 1 to " + SECONDS_MAX, CliFailure.FAILED);
    }
    List<Finding> findings = new ArrayList<>();
    new Doctor(seed, stun(), servers.turnUrls(), servers.credentials(), Duration.ofSeconds(seconds))
        .look(
            finding -> {
              findings.add(finding);
              if (!json) {
                say(finding);
              }
            });
    return conclude(findings);
  }

  /** Where a seed answers when nothing else is said. */
  private List<IceUrl> stun() throws CliFailure {
    List<IceUrl> named = servers.stunUrls();
    String host = Objects.requireNonNull(seed.getHost()).replaceAll("[\\[\\]]", "");
    return named.isEmpty() ? List.of(IceUrl.stun(host, StunServer.PORT)) : named;
  }

  private void say(Finding finding) {
    String verdict = finding.verdict().name().toLowerCase(Locale.ROOT);
    streams
        .out()
        .println(String.format(Locale.ROOT, "%-8s%s %s", verdict, finding.about(), finding.text()));
    streams.out().flush();
  }

  private int conclude(List<Finding> findings) throws IOException {
    long wrong = findings.stream().filter(each -> each.verdict() == Verdict.BAD).count();
    if (json) {
      ObjectMapper mapper = new ObjectMapper();
      ObjectNode all = mapper.createObjectNode().put("seed", seed.toString()).put("wrong", wrong);
      ArrayNode list = all.putArray("findings");
      for (Finding finding : findings) {
        list.addObject()
            .put("verdict", finding.verdict().name().toLowerCase(Locale.ROOT))
            .put("about", finding.about())
            .put("text", finding.text());
      }
      streams.out().println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(all));
    } else {
      streams.out().println(wrong == 0 ? "Nothing is wrong." : wrong + " things are wrong.");
    }
    streams.out().flush();
    return wrong == 0 ? 0 : CliFailure.FAILED;
  }
}
