package io.blackroad.mesh.demo.nat;

import io.blackroad.mesh.demo.DemoFailure;
import io.blackroad.mesh.demo.SeedProcess;
import io.blackroad.mesh.seed.ice.IceUrl;
import io.blackroad.mesh.seed.ice.TurnCredentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real seed on port 443 of one public address, and a real coturn on another. */
public final class LabServers implements AutoCloseable {
  private static final int PORT = 443;

  private final Coturn coturn;
  private final SeedProcess seed;

  private LabServers(Coturn coturn, SeedProcess seed) {
    this.coturn = coturn;
    this.seed = seed;
  }

  /**
   * Starts both in the laboratory.
   *
   * @param jar the seed's
   * @param withTurn whether the seed tells visitors of the TURN server
   * @param more further options of the seed
   */
  public static LabServers start(NatLab lab, Path jar, boolean withTurn, List<String> more)
      throws IOException {
    Coturn coturn = Coturn.start(lab);
    List<String> options = new ArrayList<>(List.of("--host", NatLab.SEED, "--port", "" + PORT));
    options.addAll(List.of("--data", coturn.folder().resolve("data").toString()));
    if (withTurn) {
      options.addAll(coturn.seedOptions());
    }
    options.addAll(more);
    try {
      List<String> inside = NatLab.inside(lab.servers(), List.of());
      return new LabServers(coturn, SeedProcess.start(inside, jar, options));
    } catch (DemoFailure e) {
      coturn.close();
      throw e;
    }
  }

  /** Where the seed's site is. */
  public URI url() {
    return URI.create("http://" + NatLab.SEED + ":" + PORT);
  }

  /** The seed's own STUN responder. */
  IceUrl stun() {
    return IceUrl.stun(NatLab.SEED, 3478);
  }

  /** The ways to the TURN server. */
  List<IceUrl> turn() {
    return coturn.config().urls();
  }

  TurnCredentials credentials() {
    return new TurnCredentials(coturn.secret());
  }

  @Override
  public void close() {
    seed.close();
    coturn.close();
  }
}
