package io.blackroad.mesh.chromium;

import java.util.List;

/** How Chromium is started for tests, by Playwright or by hand. */
public final class ChromiumFlags {
  /** Quiet and without sandbox, as root needs it; nothing that changes throttling or storage. */
  public static final List<String> QUIET =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  /** This machine's load is its tests'; a node that minds it would rest at random. */
  public static final String WITHOUT_PRESSURE = "--disable-blink-features=ComputePressure";

  private ChromiumFlags() {}
}
