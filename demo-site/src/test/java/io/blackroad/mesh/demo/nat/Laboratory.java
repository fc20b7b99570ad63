package io.blackroad.mesh.demo.nat;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Builds a {@link NatLab} with servers and browsers before a class's tests, and removes it after
 * them. Without root, or without what it is made of, the tests are left out with the reason.
 */
final class Laboratory implements BeforeAllCallback, AfterAllCallback {
  private static final Path JAR = Path.of("../seed-lite/target/seed-lite.jar");
  private static final List<String> COMMON = List.of("--fallback", "off");

  private final boolean withTurn;
  private final List<String> options;
  private @Nullable NatLab lab;
  private @Nullable LabServers servers;
  private @Nullable LabBrowsers browsers;

  /**
   * One that is not built yet.
   *
   * @param withTurn whether the seed tells visitors of the TURN server
   * @param options further ones of the seed's
   */
  Laboratory(boolean withTurn, String... options) {
    this.withTurn = withTurn;
    this.options = Stream.concat(COMMON.stream(), Stream.of(options)).toList();
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    String absence = NatLab.absence();
    assumeTrue(absence == null, absence);
    NatLab built = NatLab.open();
    lab = built;
    LabServers started = LabServers.start(built, JAR, withTurn, options);
    servers = started;
    browsers = LabBrowsers.launch(built, started.url());
  }

  /** What there is of it: building may have failed half-way. */
  @Override
  public void afterAll(ExtensionContext context) {
    if (browsers != null) {
      browsers.close();
    }
    if (servers != null) {
      servers.close();
    }
    if (lab != null) {
      lab.close();
    }
  }

  NatLab lab() {
    return Objects.requireNonNull(lab);
  }

  LabServers servers() {
    return Objects.requireNonNull(servers);
  }

  LabBrowsers browsers() {
    return Objects.requireNonNull(browsers);
  }
}
