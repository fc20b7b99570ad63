package io.blackroad.mesh.chromium;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A browser's service workers, as its DevTools list, wake and stop them: from an empty tab,
 * attached to none of them, so that they live no longer than a visitor's.
 */
public final class RawServiceWorkers {
  private static final long LOOK_NANOS = 20_000_000;
  private static final long WAIT_NANOS_MAX = 30_000_000_000L;

  private final RawTab tab;
  private final String origin;
  private final Map<String, JsonObject> registrations = new ConcurrentHashMap<>();
  private final Map<String, JsonObject> versions = new ConcurrentHashMap<>();

  /**
   * @param origin whose events {@link #wake} delivers
   */
  public RawServiceWorkers(RawChromium browser, String origin) {
    this.origin = origin;
    browser.onEvent(this::heard);
    tab = browser.open("about:blank");
    tab.ask("ServiceWorker.enable", new JsonObject());
  }

  private void heard(String method, JsonObject told) {
    if (method.equals("ServiceWorker.workerRegistrationUpdated")) {
      put(registrations, told.getAsJsonArray("registrations"), "registrationId");
    } else if (method.equals("ServiceWorker.workerVersionUpdated")) {
      put(versions, told.getAsJsonArray("versions"), "versionId");
    }
  }

  private static void put(Map<String, JsonObject> known, Iterable<JsonElement> told, String key) {
    for (JsonElement element : told) {
      JsonObject about = element.getAsJsonObject();
      known.put(about.get(key).getAsString(), about);
    }
  }

  private Stream<JsonObject> registered() {
    return registrations.values().stream().filter(one -> !one.get("isDeleted").getAsBoolean());
  }

  /** The scopes of those that are registered. */
  public List<String> scopes() {
    return registered().map(one -> one.get("scopeURL").getAsString()).toList();
  }

  /** Whether there is one that could hear an event. */
  public boolean isActive() {
    return versions("status", "activated").findAny().isPresent() && !scopes().isEmpty();
  }

  public boolean isRunning() {
    return versions("runningStatus", "running").findAny().isPresent();
  }

  private Stream<JsonObject> versions(String property, String value) {
    return versions.values().stream().filter(one -> one.get(property).getAsString().equals(value));
  }

  /** Delivers an event, as the browser does: {@code push}, {@code sync} or {@code periodicsync}. */
  public void wake(String kind) {
    JsonObject event = new JsonObject();
    event.addProperty("origin", origin);
    event.addProperty(
        "registrationId",
        registered().findFirst().orElseThrow().get("registrationId").getAsString());
    switch (kind) {
      case "push" -> {
        event.addProperty("data", "");
        tab.ask("ServiceWorker.deliverPushMessage", event);
      }
      case "sync" -> {
        event.addProperty("tag", "test");
        event.addProperty("lastChance", false);
        tab.ask("ServiceWorker.dispatchSyncEvent", event);
      }
      default -> {
        event.addProperty("tag", "test");
        tab.ask("ServiceWorker.dispatchPeriodicSyncEvent", event);
      }
    }
  }

  /** Ends those that run, in the middle of whatever they do, as the browser may at any time. */
  public void stop() {
    for (JsonObject version : versions("runningStatus", "running").toList()) {
      JsonObject which = new JsonObject();
      which.add("versionId", version.get("versionId"));
      tab.ask("ServiceWorker.stopWorker", which);
    }
    await("none runs", () -> !isRunning());
  }

  /**
   * Looks every 20 ms.
   *
   * @throws IllegalStateException when it is not so within half a minute
   */
  public void await(String what, BooleanSupplier wanted) {
    long end = System.nanoTime() + WAIT_NANOS_MAX;
    while (!wanted.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(what + " did not come: " + registrations + versions);
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
