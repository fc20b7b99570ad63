package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.EngineMessage;
import io.blackroad.mesh.browser.js.Messages;
import io.blackroad.mesh.browser.js.Ort;
import io.blackroad.mesh.browser.js.WorkerScope;
import io.blackroad.mesh.port.Engine.Prepared;
import io.blackroad.mesh.port.Engine.Ran;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.TokenBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.typedarrays.Float32Array;

/** The executor worker: an {@link OrtWebEngine} behind messages. Ended by its owner. */
final class ExecutorMain {
  private final Ort ort;
  private @Nullable OrtWebEngine engine;

  private ExecutorMain(Ort ort) {
    this.ort = ort;
  }

  static void start(Ort ort) {
    ExecutorMain executor = new ExecutorMain(ort);
    WorkerScope.reportRejections();
    WorkerScope.onMessage(executor::received);
    WorkerScope.post(Messages.engine(EngineMessage.LOADED));
  }

  private void received(EngineMessage message) {
    OrtWebEngine running = engine;
    if (running == null) {
      // EngineMessage.BEGIN comes first.
      engine = new OrtWebEngine(ort, message.getThreads(), ExecutorMain::tellProgress);
      return;
    }
    int id = message.getId();
    ModelSpec model = ModelMessages.spec(message.getModel());
    if (message.getKind().equals(EngineMessage.PREPARE)) {
      running.prepare(model, outcome -> tell(id, outcome));
    } else {
      running.run(model, batch(message), outcome -> tell(id, outcome));
    }
  }

  private static TokenBatch batch(EngineMessage message) {
    int[] ids = message.getIds().copyToJavaArray();
    List<int[]> sequences = new ArrayList<>();
    int at = 0;
    for (int length : message.getLengths().copyToJavaArray()) {
      sequences.add(Arrays.copyOfRange(ids, at, at + length));
      at += length;
    }
    return new TokenBatch(sequences);
  }

  private static void tellProgress(long loaded, long total) {
    EngineMessage message = Messages.engine(EngineMessage.PROGRESS);
    message.setLoadedBytes((double) loaded);
    message.setTotalBytes((double) total);
    WorkerScope.post(message);
  }

  private static void tell(int id, Prepared outcome) {
    switch (outcome) {
      case Prepared.Ready ready -> {
        EngineMessage message = Messages.engine(EngineMessage.READY);
        message.setCached(ready.cached());
        answer(id, message);
      }
      case Prepared.Unavailable unavailable ->
          refuse(id, EngineMessage.UNAVAILABLE, unavailable.reason());
    }
  }

  private static void tell(int id, Ran outcome) {
    switch (outcome) {
      case Ran.Computed computed -> {
        EngineMessage message = Messages.engine(EngineMessage.COMPUTED);
        message.setVectors(Float32Array.copyFromJavaArray(computed.vectors()));
        message.setBusyMicros((double) computed.busyMicros());
        answer(id, message);
      }
      case Ran.Failed failed -> refuse(id, EngineMessage.FAILED, failed.reason());
    }
  }

  private static void refuse(int id, String kind, String reason) {
    EngineMessage message = Messages.engine(kind);
    message.setReason(reason);
    answer(id, message);
  }

  private static void answer(int id, EngineMessage message) {
    message.setId(id);
    WorkerScope.post(message);
  }
}
