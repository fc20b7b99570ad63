package io.blackroad.mesh.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;

/** CPU time of a whole browser, over the DevTools protocol. */
final class BrowserMeter {
  private final CDPSession devTools;

  BrowserMeter(Browser browser) {
    this.devTools = browser.newBrowserCDPSession();
  }

  /** Seconds that all processes that live now have used. */
  double cpuSeconds() {
    JsonObject answer = devTools.send("SystemInfo.getProcessInfo");
    double seconds = 0;
    for (JsonElement process : answer.getAsJsonArray("processInfo")) {
      seconds += process.getAsJsonObject().get("cpuTime").getAsDouble();
    }
    return seconds;
  }
}
