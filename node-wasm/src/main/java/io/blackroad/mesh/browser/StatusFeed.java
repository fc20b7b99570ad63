package io.blackroad.mesh.browser;

import io.blackroad.mesh.NodeStatus;
import io.blackroad.mesh.browser.js.Timers;
import io.blackroad.mesh.govern.Pause;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.port.Clock;
import io.blackroad.mesh.reward.Bookings;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the page how the node is, as JSON: at once when its phase changes, else at most four times
 * a second and only when something changed.
 */
final class StatusFeed implements DownloadProgress {
  /** Often enough for a gauge to look alive, rare enough to cost nothing. */
  static final long INTERVAL_MILLIS = 250;

  private final Clock clock;
  private final BooleanSupplier lasts;
  private final Supplier<String> standing;
  private final Consumer<String> sink;
  private long loadedBytes;
  private long totalBytes;
  private @Nullable NodeStatus latest;
  private NodeStatus.@Nullable Phase lastPhase;
  private String lastJson = "";
  private long lastMillis;
  private boolean timerArmed;

  /**
   * @param lasts whether receipts are kept beyond the session
   * @param standing what becomes of the node's key, see {@link Standing#state}
   */
  StatusFeed(Clock clock, BooleanSupplier lasts, Supplier<String> standing, Consumer<String> sink) {
    this.clock = clock;
    this.lasts = lasts;
    this.standing = standing;
    this.sink = sink;
  }

  @Override
  public void at(long loaded, long total) {
    loadedBytes = loaded;
    totalBytes = total;
  }

  /** Takes note of {@code status} and tells it when that is due. */
  void show(NodeStatus status) {
    latest = status;
    long waitMillis = lastMillis + INTERVAL_MILLIS - clock.monotonicMillis();
    if (status.phase() != lastPhase || waitMillis <= 0) {
      tell(status);
    } else if (!timerArmed) {
      timerArmed = true;
      Timers.after(this::tellLatest, (double) waitMillis);
    }
  }

  private void tellLatest() {
    timerArmed = false;
    if (latest != null) {
      tell(latest);
    }
  }

  private void tell(NodeStatus status) {
    String json = CanonicalJson.text(json(status));
    if (!json.equals(lastJson)) {
      lastPhase = status.phase();
      lastJson = json;
      lastMillis = clock.monotonicMillis();
      sink.accept(json);
    }
  }

  private Json json(NodeStatus status) {
    SortedMap<String, Json> members = new TreeMap<>();
    members.put("phase", new Json.Text(word(status.phase())));
    members.put("nodeId", new Json.Text(status.nodeId()));
    members.put("purpose", new Json.Text(status.purpose()));
    members.put("pauseReason", new Json.Text(status.pauseReason()));
    members.put("error", new Json.Text(error(status)));
    members.put("busyPercent", new Json.Int(status.busyPercent()));
    members.put("cpuPercent", new Json.Int(status.cpuPercent()));
    Pause pause = status.pause();
    if (pause != null) {
      members.put("pause", json(pause));
    }
    members.put("unitsEarned", new Json.Int(status.unitsEarned()));
    members.put("unitsHeld", new Json.Int(status.unitsHeld()));
    members.put("unitsInAll", new Json.Int(status.unitsInAll()));
    members.put("resultsConfirmed", new Json.Int(status.resultsConfirmed()));
    members.put("credibleAfter", new Json.Int(Bookings.CREDIBLE_AFTER));
    members.put("standing", new Json.Text(standing.get()));
    members.put("tasksAccepted", new Json.Int(status.tasksAccepted()));
    members.put("tasksRejected", new Json.Int(status.tasksRejected()));
    members.put("receiptsVerified", new Json.Int(status.receiptsVerified()));
    members.put("receiptsBroken", new Json.Int(status.receiptsBroken()));
    members.put("witnessedSize", new Json.Int(status.witnessedSize()));
    members.put("alarm", new Json.Text(status.alarm()));
    members.put("keptForSession", new Json.Bool(!lasts.getAsBoolean()));
    members.put("modelLoadedBytes", new Json.Int(loadedBytes));
    members.put("modelTotalBytes", new Json.Int(totalBytes));
    return new Json.Obj(members);
  }

  private static Json json(Pause pause) {
    SortedMap<String, Json> members = new TreeMap<>();
    members.put("code", new Json.Text(pause.code().wireName()));
    if (pause.nextCheckMillis() != Pause.WHEN_UNKNOWN) {
      members.put("nextCheckSeconds", new Json.Int((pause.nextCheckMillis() + 999) / 1_000));
    }
    return new Json.Obj(members);
  }

  /** What keeps the node from getting to work; once it works, a past trouble is none. */
  private static String error(NodeStatus status) {
    return switch (status.phase()) {
      case CONNECTING, JOINING, PREPARING, STOPPED -> status.pauseReason();
      case IDLE, WORKING, PAUSED -> "";
    };
  }

  private static String word(NodeStatus.Phase phase) {
    return switch (phase) {
      case CONNECTING -> "connecting";
      case JOINING -> "joining";
      case PREPARING -> "preparing";
      case IDLE -> "idle";
      case WORKING -> "working";
      case PAUSED -> "paused";
      case STOPPED -> "stopped";
    };
  }
}
