package io.blackroad.mesh.seed.cli;

import io.blackroad.mesh.seed.ice.IceUrl;
import io.blackroad.mesh.seed.ice.MintedIce;
import io.blackroad.mesh.seed.ice.StunServer;
import io.blackroad.mesh.seed.ice.TurnCredentials;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a seed does so that its visitors' browsers find each other. */
final class StunOptions implements AutoCloseable {
  /** Addresses that are none of a machine: they mean every one it has. */
  private static final List<String> EVERY = List.of("0.0.0.0", "::");

  @Option(
      names = "--stun-port",
      paramLabel = "N",
      description =
          "UDP port on which the seed tells browsers their address (3478, where that is free; 0"
              + " for none).")
  private @Nullable Integer port;

  @Option(
      names = "--stun-host",
      paramLabel = "ADDRESS",
      description = "Address for that (as --host); on a machine with several, the public one.")
  private @Nullable String host;

  @Mixin private IceCommandOptions servers = new IceCommandOptions();

  private @Nullable StunServer running;

  /**
   * Starts the responder and says with {@code say} what there is for visitors to know of.
   *
   * @param listening where the seed itself listens
   */
  MintedIce start(String listening, Consumer<String> say) throws IOException, CliFailure {
    List<IceUrl> turn = servers.turnUrls();
    TurnCredentials credentials = servers.credentials();
    if (turn.isEmpty() != (credentials == null)) {
      throw new CliFailure("--turn-url and --turn-secret-file go together", CliFailure.FAILED);
    }
    List<IceUrl> named = servers.stunUrls();
    String address = host == null ? listening : host;
    running = port == null || port != 0 ? responder(address, say) : null;
    List<IceUrl> stun = named.isEmpty() ? own(address, say) : named;
    return new MintedIce(stun, turn, credentials, InstantSource.system());
  }

  /** A port that nobody asked for is not worth a refusal to start. */
  private @Nullable StunServer responder(String address, Consumer<String> say) throws CliFailure {
    int number = port == null ? StunServer.PORT : port;
    if (number < 0 || number > 65_535) {
      throw new CliFailure("--stun-port takes 0 to 65535, not " + number, CliFailure.FAILED);
    }
    try {
      return StunServer.start(address, number);
    } catch (IOException e) {
      String reason = e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ")";
      String what = e.getMessage() + reason + ": choose another --stun-port, or 0 for none";
      if (port != null || host != null) {
        throw new CliFailure(what, CliFailure.FAILED);
      }
      say.accept("no STUN: " + what);
      return null;
    }
  }

  private List<IceUrl> own(String address, Consumer<String> say) {
    StunServer server = running;
    if (server == null) {
      return List.of();
    }
    if (EVERY.contains(address)) {
      say.accept(
          "STUN answers on UDP "
              + server.port()
              + ", and visitors are not told, as its public name is not known: --stun-url"
              + " stun:NAME:"
              + server.port());
      return List.of();
    }
    return List.of(IceUrl.stun(address, server.port()));
  }

  @Override
  public void close() {
    if (running != null) {
      running.close();
    }
  }
}
