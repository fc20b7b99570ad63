package io.blackroad.mesh.browser.js;

import org.teavm.jso.JSBody;

/** What time it is. */
public final class Time {
  private Time() {}

  /** Milliseconds since the context began; never goes back. */
  @JSBody(script = "return performance.now();")
  public static native double monotonicMillis();

  /** Milliseconds since 1970-01-01T00:00Z. */
  @JSBody(script = "return Date.now();")
  public static native double unixMillis();
}
