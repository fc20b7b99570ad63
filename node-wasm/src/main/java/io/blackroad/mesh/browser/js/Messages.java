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
}
