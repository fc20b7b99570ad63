package io.blackroad.mesh.browser;

/** A browser operation that did not work out; the message is for a person. */
final class BrowserFailure extends RuntimeException {
  BrowserFailure(String message) {
    super(message);
  }
}
