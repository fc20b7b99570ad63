package io.blackroad.mesh.seed.cli;

import io.blackroad.mesh.seed.http.HttpLimits;
import io.blackroad.mesh.seed.signal.SignalLimits;
import picocli.CommandLine.Option;

/** How much of the seed one visitor may take. */
final class NodeOptions {
  @Option(
      names = "--max-nodes-per-address",
      paramLabel = "N",
      defaultValue = "512",
      description =
          "Nodes behind one IPv4 address or IPv6 /64 at most (${DEFAULT-VALUE}); twice as many"
              + " connections in all.")
  private int perAddress = 512;

  @Option(
      names = "--relay-mib-per-second",
      paramLabel = "MIB",
      defaultValue = "8",
      description =
          "What is passed on from one node to its peers in a second at most (${DEFAULT-VALUE});"
              + " whoever sends more is read more slowly.")
  private int relayMib = 8;

  @Option(
      names = "--relay-frames-per-second",
      paramLabel = "N",
      defaultValue = "4000",
      description = "The same in frames (${DEFAULT-VALUE}).")
  private int relayFrames = 4_000;

  /** Connections of one address. */
  int perAddress(HttpLimits standard) {
    return Math.max(standard.connectionsPerAddressMax(), 2 * perAddress);
  }

  /** {@code standard} with what was said on the command line. */
  SignalLimits limits(SignalLimits standard) {
    return standard
        .withConnectionsPerAddressMax(perAddress)
        .withRelay(standard.relay().withPace(Math.min(relayMib, 1_024) << 20, relayFrames));
  }
}
