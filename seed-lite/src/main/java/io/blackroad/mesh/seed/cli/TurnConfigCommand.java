package io.blackroad.mesh.seed.cli;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.seed.SecretFile;
import io.blackroad.mesh.seed.SecureEntropy;
import io.blackroad.mesh.seed.ice.IceUrl;
import io.blackroad.mesh.seed.ice.TurnConfig;
import io.blackroad.mesh.seed.ice.TurnSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mesh turn-config}: a configuration for coturn, and the secret that it shares. */
@Command(
    name = "turn-config",
    mixinStandardHelpOptions = true,
    versionProvider = MeshCommand.Version.class,
    description = {
      "Writes a configuration for coturn that relays for this mesh's visitors only, to public",
      "addresses only, and within limits; makes the secret that seed and server share."
    },
    footer = {
      "",
      "Without --cert and --key there is no TLS: visitors whose network lets only that out are",
      "then relayed by the seed. 'mesh doctor' checks the server that runs with it.",
      "",
      "Examples:",
      "  mesh turn-config --name turn.library.example --address 203.0.113.7 \\",
      "      --cert /etc/turn/fullchain.pem --key /etc/turn/privkey.pem",
      "  mesh turn-config --name turn.library.example --external 203.0.113.7/10.0.0.5"
    })
final class TurnConfigCommand implements Callable<Integer> {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.-]{1,253}");
  private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]{2,45}");
  private static final Pattern RANGE = Pattern.compile("([0-9]{1,5})-([0-9]{1,5})");
  private static final int SECRET_BYTES = 32;

  private final Streams streams;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      required = true,
      description = "What browsers call the server: its name, or its public address.")
  private String name = "";

  @Option(
      names = "--address",
      paramLabel = "IP",
      description =
          "Address of the machine to listen on and relay from; repeatable (every one). Name the"
              + " public one where the machine is in a private network as well.")
  private List<String> addresses = List.of();

  @Option(
      names = "--external",
      paramLabel = "PUBLIC/PRIVATE",
      description = "Where the machine has its public address only through its cloud; repeatable.")
  private List<String> external = List.of();

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "3478",
      description = "Port for UDP and TCP (${DEFAULT-VALUE}).")
  private int port = TurnConfig.Ports.STANDARD.plain();

  @Option(
      names = "--relay-ports",
      paramLabel = "A-B",
      defaultValue = "49152-51199",
      description = "UDP ports of relayed addresses (${DEFAULT-VALUE}).")
  private String relayPorts = "49152-51199";

  @Option(names = "--cert", paramLabel = "FILE", description = "Certificate chain (PEM), for TLS.")
  private @Nullable Path certificate;

  @Option(names = "--key", paramLabel = "FILE", description = "Its private key (PEM).")
  private @Nullable Path key;

  @Option(
      names = "--tls-port",
      paramLabel = "N",
      defaultValue = "443",
      description = "Port for TLS (${DEFAULT-VALUE}, which most networks let out).")
  private int tlsPort = TurnConfig.Tls.PORT;

  @Option(
      names = "--per-node",
      paramLabel = "N",
      defaultValue = "48",
      description = "Relayed addresses of one visitor at most (${DEFAULT-VALUE}).")
  private int perNode = TurnConfig.Quotas.STANDARD.perNode();

  @Option(
      names = "--all",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Relayed addresses of all at most (${DEFAULT-VALUE}).")
  private int all = TurnConfig.Quotas.STANDARD.all();

  @Option(
      names = "--bytes-per-second",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Of one relayed address, each way (${DEFAULT-VALUE}).")
  private int bytesPerSecond = TurnConfig.Quotas.STANDARD.bytesPerSecond();

  @Option(
      names = "--turn-secret-file",
      paramLabel = "FILE",
      defaultValue = "turn.secret",
      description = "Secret that the seed has too; made when missing (${DEFAULT-VALUE}).")
  private Path secretFile = Path.of("turn.secret");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "turnserver.conf",
      description = "File to write (${DEFAULT-VALUE}).")
  private Path out = Path.of("turnserver.conf");

  @Option(names = "--force", description = "Writes over a file that is there.")
  private boolean force;

  TurnConfigCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException, CliFailure {
    TurnConfig config = config();
    if (Files.exists(out) && !force) {
      throw new CliFailure(out + " is there: --force writes over it", CliFailure.FAILED);
    }
    if (!Files.exists(secretFile)) {
      byte[] random = new byte[SECRET_BYTES];
      new SecureEntropy().fill(random);
      SecretFile.write(secretFile, Hex.of(random) + "\n");
    }
    String text = config.text(TurnSecret.read(secretFile));
    Files.deleteIfExists(out);
    SecretFile.write(out, text);
    instruct(config);
    return 0;
  }

  private TurnConfig config() throws CliFailure {
    require(NAME.matcher(name).matches(), "--name takes a host name or an IPv4 address");
    for (String address : addresses) {
      require(ADDRESS.matcher(address).matches(), "--address takes an address, not " + address);
    }
    for (String pair : external) {
      String[] both = pair.split("/", -1);
      boolean isPair =
          both.length == 2
              && ADDRESS.matcher(both[0]).matches()
              && ADDRESS.matcher(both[1]).matches();
      require(isPair, "--external takes PUBLIC/PRIVATE, e.g. 203.0.113.7/10.0.0.5, not " + pair);
    }
    Matcher range = RANGE.matcher(relayPorts);
    require(range.matches(), "--relay-ports takes two ports, e.g. 49152-51199");
    require((certificate == null) == (key == null), "--cert and --key go together");
    require(isOneLine(certificate) && isOneLine(key), "--cert and --key take the names of files");
    try {
      return new TurnConfig(
          name,
          addresses,
          external,
          new TurnConfig.Ports(port, number(range.group(1)), number(range.group(2))),
          tls(),
          new TurnConfig.Quotas(perNode, all, bytesPerSecond));
    } catch (IllegalArgumentException e) {
      throw new CliFailure(String.valueOf(e.getMessage()), CliFailure.FAILED);
    }
  }

  private TurnConfig.@Nullable Tls tls() {
    return certificate == null || key == null
        ? null
        : new TurnConfig.Tls(tlsPort, certificate.toAbsolutePath(), key.toAbsolutePath());
  }

  private static boolean isOneLine(@Nullable Path file) {
    return file == null || file.toString().chars().noneMatch(c -> c < ' ' || c == '#');
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static void require(boolean met, String what) throws CliFailure {
    if (!met) {
      throw new CliFailure(what, CliFailure.FAILED);
    }
  }

  private void instruct(TurnConfig config) {
    List<String> lines =
        List.of(
            "Written: " + out + " (with the secret of " + secretFile + "; keep both to yourself)",
            "",
            "On the machine of the TURN server (Debian: apt-get install coturn):",
            "  install -o turnserver -g turnserver -m 600 " + out + " /etc/turnserver.conf",
            "  systemctl enable --now coturn",
            "Let in: UDP and TCP "
                + config.ports().plain()
                + tlsLine(config)
                + ", UDP "
                + relayPorts
                + ".",
            "Nothing else of that machine should answer on UDP: relayed packets reach its own"
                + " public address.",
            "",
            "Start the seed with:",
            "  ./mesh seed " + seedOptions(config),
            "Then, from another network:",
            "  ./mesh doctor URL-OF-THE-SEED " + seedOptions(config));
    lines.forEach(streams.out()::println);
    streams.out().flush();
  }

  private static String tlsLine(TurnConfig config) {
    TurnConfig.Tls tls = config.tls();
    return tls == null ? "" : ", TCP " + tls.port();
  }

  private String seedOptions(TurnConfig config) {
    StringBuilder options = new StringBuilder("--turn-secret-file " + secretFile);
    for (IceUrl url : config.urls()) {
      options.append(" --turn-url '").append(url.text()).append('\'');
    }
    return options.toString();
  }
}
