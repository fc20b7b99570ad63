package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.Promises;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/**
 * Waits for promises in straight lines of code. Only inside {@link JSPromise#callAsync} or {@link
 * JSPromise#runAsync}: elsewhere TeaVM cannot suspend.
 */
final class Await {
  private Await() {}

  /**
   * The promise's value.
   *
   * @throws BrowserFailure when it is rejected or has none
   */
  static <T extends JSObject> T value(JSPromise<T> promise) {
    T value = valueOrNull(promise);
    if (value == null) {
      throw new BrowserFailure("nothing came back");
    }
    return value;
  }

  /**
   * The promise's value, or null when it has none.
   *
   * @throws BrowserFailure when it is rejected
   */
  static <T extends JSObject> @Nullable T valueOrNull(JSPromise<T> promise) {
    Promises.Outcome<T> outcome = Promises.outcome(promise).await();
    String failure = outcome.getFailure();
    if (failure != null) {
      throw new BrowserFailure(failure);
    }
    return outcome.getValue();
  }
}
