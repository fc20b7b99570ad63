package io.blackroad.mesh.seed.cli;

import io.blackroad.mesh.seed.ice.IceUrl;
import io.blackroad.mesh.seed.ice.TurnCredentials;
import io.blackroad.mesh.seed.ice.TurnSecret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The STUN and TURN servers of a mesh, and what lets its visitors use them. */
final class IceCommandOptions {
  @Option(
      names = "--stun-url",
      paramLabel = "URL",
      description =
          "STUN server that visitors are told of, e.g. stun:NAME:3478; repeatable (the seed's own,"
              + " where it knows its address).")
  private List<String> stun = List.of();

  @Option(
      names = "--turn-url",
      paramLabel = "URL",
      description =
          "TURN server that visitors are told of, e.g. turn:NAME:3478?transport=udp or"
              + " turns:NAME:443?transport=tcp; repeatable.")
  private List<String> turn = List.of();

  @Option(
      names = "--turn-secret-file",
      paramLabel = "FILE",
      description = "Secret shared with the TURN server (see 'mesh turn-config').")
  private @Nullable Path secretFile;

  /** The STUN servers named. */
  List<IceUrl> stunUrls() throws CliFailure {
    return urls(stun, false);
  }

  /** The TURN servers named. */
  List<IceUrl> turnUrls() throws CliFailure {
    return urls(turn, true);
  }

  /** What mints credentials; null without a secret. */
  @Nullable TurnCredentials credentials() throws IOException {
    return secretFile == null ? null : new TurnCredentials(TurnSecret.read(secretFile));
  }

  private static List<IceUrl> urls(List<String> texts, boolean turn) throws CliFailure {
    List<IceUrl> urls = new ArrayList<>();
    for (String text : texts) {
      IceUrl url = url(text);
      if (url.isTurn() != turn) {
        String option = turn ? "--turn-url" : "--stun-url";
        throw new CliFailure(option + " does not take " + text, CliFailure.FAILED);
      }
      urls.add(url);
    }
    return urls;
  }

  private static IceUrl url(String text) throws CliFailure {
    try {
      return IceUrl.of(text);
    } catch (IllegalArgumentException e) {
      throw new CliFailure(String.valueOf(e.getMessage()), CliFailure.FAILED);
    }
  }
}
