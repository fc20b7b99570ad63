package io.blackroad.mesh.browser.js;

import org.teavm.jso.JSBody;

/** New messages between contexts. */
public final class Messages {
  private Messages() {}

  @JSBody(params = "kind", script = "return { kind: kind };")
  public static native EngineMessage engine(String kind);

  @JSBody(script = "return {};")
  public static native ModelMessage model();

  @JSBody(params = "kind", script = "return { kind: kind };")
  public static native PageMessage page(String kind);

  /** The status of a node that is no more, as JSON. */
  @JSBody(params = "reason", script = "return JSON.stringify({ phase: 'stopped', error: reason });")
  public static native String crashed(String reason);
}
