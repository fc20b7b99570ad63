package io.blackroad.mesh.demo.nat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import io.blackroad.mesh.demo.Visitors;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A Chromium in each home. One thread. */
public final class LabBrowsers implements AutoCloseable {
  private final Playwright playwright;
  private final Map<NatLab.Home, Browser> browsers = new EnumMap<>(NatLab.Home.class);
  private final Path wrapper;

  private LabBrowsers(Playwright playwright, Path wrapper) {
    this.playwright = playwright;
    this.wrapper = wrapper;
  }

  /**
   * Starts them.
   *
   * @param site the address that they take for a secure one, although it has no TLS
   */
  public static LabBrowsers launch(NatLab lab, URI site) throws IOException {
    Path wrapper =
        Files.createTempFile(
            "mesh-nat-chromium-",
            ".sh",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(
        wrapper,
        "#!/bin/sh\nexec ip netns exec \"$MESH_NAT\" " + Visitors.chromium() + " \"$@\"\n");
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    LabBrowsers browsers = new LabBrowsers(playwright, wrapper);
    for (NatLab.Home home : NatLab.Home.values()) {
      Map<String, String> environment = new HashMap<>(System.getenv());
      environment.put("MESH_NAT", lab.namespace(home));
      browsers.browsers.put(
          home,
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(wrapper)
                      .setEnv(environment)
                      .setChromiumSandbox(false)
                      .setArgs(
                          List.of(
                              "--disable-gpu",
                              "--disable-quic",
                              "--no-first-run",
                              "--disable-background-networking",
                              "--disable-component-update",
                              "--disable-sync",
                              "--disable-blink-features=ComputePressure",
                              "--ignore-certificate-errors", // the TURN server's is self-signed
                              "--unsafely-treat-insecure-origin-as-secure=" + site))));
    }
    return browsers;
  }

  /** A fresh profile in that home. */
  public BrowserContext newContext(NatLab.Home home) {
    return Objects.requireNonNull(browsers.get(home)).newContext();
  }

  @Override
  public void close() {
    browsers.values().forEach(Browser::close);
    playwright.close();
    try {
      Files.deleteIfExists(wrapper);
    } catch (IOException e) {
      wrapper.toFile().deleteOnExit();
    }
  }
}
