package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.ChildWorker;
import io.blackroad.mesh.browser.js.Messages;
import io.blackroad.mesh.browser.js.PageMessage;
import io.blackroad.mesh.browser.js.Port;

/**
 * An executor worker, which the page starts on behalf of the node's worker, and ends. Were it the
 * node worker's own, off would take longer: a worker goes only once those that it started are gone.
 */
final class PageExecutor {
  private final ChildWorker worker;
  private final Port care;

  /**
   * Starts it.
   *
   * @param url address of {@code executor-worker.js}
   * @param asked of kind {@link PageMessage#EXECUTOR}
   */
  PageExecutor(String url, PageMessage asked) {
    care = asked.getCare();
    worker = ChildWorker.start(url);
    ChildWorker.onError(worker, this::crashed);
    PageMessage given = Messages.page(PageMessage.EXECUTOR);
    given.setPort(asked.getPort());
    ChildWorker.give(worker, given, asked.getPort());
    Port.onMessage(care, unwanted -> end());
  }

  private void crashed(String reason) {
    PageMessage message = Messages.page(PageMessage.CRASHED);
    message.setReason(reason);
    care.post(message);
  }

  /** Ends it at once. Idempotent. */
  void end() {
    worker.terminate();
    care.close();
  }
}
