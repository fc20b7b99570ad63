package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.Action;
import io.blackroad.mesh.browser.js.ChildWorker;
import io.blackroad.mesh.browser.js.Messages;
import io.blackroad.mesh.browser.js.PageMessage;
import io.blackroad.mesh.browser.js.Port;
import io.blackroad.mesh.browser.js.Sensed;
import io.blackroad.mesh.browser.js.TextSink;
import io.blackroad.mesh.browser.js.Timers;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.typedarrays.ArrayBuffer;

/**
 * One run of the node worker, from the page.
 *
 * <pre>
 *   loading --loaded, begin()--> running --stop()--> leaving --stopped, {@link #LEAVE_MILLIS_MAX}--> over
 *      +------------------ stop() or a crash in any state ---------------------------------^
 * </pre>
 */
final class PageSession {
  /**
   * Off means off in 50 ms (DESIGN.md 7), a word from tab to tab included; this is for goodbyes.
   * The executor is ended before, but a browser lets the run end that is under way in it.
   */
  static final int LEAVE_MILLIS_MAX = 20;

  private final ChildWorker worker;
  private final String executorUrl;
  private @Nullable PageExecutor executor;
  private TextSink onStatus = status -> {};

  /** What the node is to be told, once it is to run. */
  private @Nullable String options;

  private boolean loaded;

  /** Terms that the worker could not hear yet, or empty. */
  private String earlyTerms = "";

  private @Nullable Sensed sensed;
  private boolean over;
  private Action onEnd = () -> {};

  /** Starts the worker, which loads the program and then waits for {@link #begin}. */
  PageSession(PageMain.Scripts scripts, ArrayBuffer wasm, String receipt) {
    executorUrl = scripts.executor();
    worker = ChildWorker.start(scripts.node());
    PageMessage program = Messages.page(PageMessage.CODE);
    program.setWasm(wasm);
    program.setReceipt(receipt);
    worker.post(program);
    ChildWorker.onMessage(worker, this::received);
    ChildWorker.onError(worker, this::crashed);
  }

  /** Lets the node run; {@code onStatus} hears of it. */
  void begin(String asked, TextSink hearer) {
    options = asked;
    onStatus = hearer;
    if (loaded) {
      start(asked);
    }
  }

  boolean isOver() {
    return over;
  }

  void terms(String changed) {
    if (!loaded || options == null) {
      earlyTerms = changed;
      return;
    }
    PageMessage message = Messages.page(PageMessage.TERMS);
    message.setOptions(changed);
    worker.post(message);
  }

  /** Passes on what the sensors tell; before the worker listens, the last of it waits. */
  void conditions(Sensed conditions) {
    sensed = conditions;
    if (loaded) {
      PageMessage message = Messages.page(PageMessage.CONDITIONS);
      message.setConditions(conditions);
      worker.post(message);
    }
  }

  /** Asked for by a visitor who sees the node's state, so the worker is loaded. */
  void keepStanding() {
    worker.post(Messages.page(PageMessage.KEEP));
  }

  /** Joins the node's worker with the peer worker; the node has worked, so it is loaded. */
  void peers(Port port) {
    PageMessage message = Messages.page(PageMessage.PEERS);
    message.setPort(port);
    ChildWorker.give(worker, message, port);
  }

  /**
   * Ends the computing, lets the node say goodbye, then ends that too; {@code ended} runs at last.
   *
   * @param withdrawn whether the visitor has taken the consent back
   */
  void stop(boolean withdrawn, Action ended) {
    onEnd = ended;
    if (!loaded || options == null) {
      end();
      return;
    }
    PageMessage message = Messages.page(PageMessage.STOP);
    message.setReason("the visitor stopped it");
    message.setWithdrawn(withdrawn);
    endExecutor();
    worker.post(message);
    Timers.after(this::end, LEAVE_MILLIS_MAX);
  }

  /** Ends everything at once. Idempotent. */
  void end() {
    if (!over) {
      over = true;
      endExecutor();
      worker.terminate();
      onEnd.run();
    }
  }

  private void endExecutor() {
    if (executor != null) {
      executor.end();
      executor = null;
    }
  }

  private void received(PageMessage message) {
    if (over) {
      return;
    }
    switch (message.getKind()) {
      case PageMessage.LOADED -> {
        loaded = true;
        if (options != null) {
          start(options);
        }
        if (sensed != null) {
          conditions(sensed);
        }
      }
      case PageMessage.EXECUTOR -> {
        endExecutor();
        executor = new PageExecutor(executorUrl, message);
      }
      case PageMessage.STATUS -> onStatus.accept(message.getJson());
      default -> end();
    }
  }

  private void start(String asked) {
    PageMessage start = Messages.page(PageMessage.START);
    start.setOptions(asked);
    worker.post(start);
    if (!earlyTerms.isEmpty()) {
      terms(earlyTerms);
    }
  }

  private void crashed(String reason) {
    if (!over) {
      end();
      onStatus.accept(Messages.crashed(reason));
    }
  }
}
