package io.blackroad.mesh.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** What the widget's {@code start(optionsJson, …)} asks for. */
public interface StartOptions extends JSObject {
  /** Share of one core, 0 when it was left out. */
  @JSProperty
  int getCpuCapPercent();

  /** Origin of the page around the widget. */
  @JSProperty
  String getSite();

  /** Version of the words that the visitor agreed to. */
  @JSProperty
  int getTextVersion();

  /** Hash of the code that the visitor agreed to. */
  @JSProperty
  String getCodeHash();

  /** What {@code /log/code} answered, as text. */
  @JSProperty
  String getCodeReceipt();

  /** Where JSON becomes options; throws what {@code JSON.parse} throws. */
  final class Parser {
    private Parser() {}

    @JSBody(
        params = "json",
        script =
            "var o = JSON.parse(json); return { cpuCapPercent: o.cpuCapPercent | 0,"
                + " site: String(o.site), textVersion: o.textVersion | 0,"
                + " codeHash: String(o.codeHash), codeReceipt: String(o.codeReceipt) };")
    public static native StartOptions parse(String json);
  }
}
