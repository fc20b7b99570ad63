package io.blackroad.mesh.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** What the widget's {@code start(optionsJson, …)} asks for. */
public interface StartOptions extends JSObject {
  /** Share of one core, 0 when it was left out. */
  @JSProperty
  int getCpuCapPercent();

  /** Whether the GPU may compute. */
  @JSProperty
  boolean isGpu();

  /** What may be passed on for others in a day, in MiB; 0: nothing. */
  @JSProperty
  int getRelayMibPerDay();

  /** What may be kept on the device, in MiB; 0: nothing. */
  @JSProperty
  int getStorageMib();

  /** Whether other visitors may be connected to. */
  @JSProperty
  boolean isDirectPeers();

  /** Whether the node's key stays on the device. */
  @JSProperty
  boolean isKeepStanding();

  /** Whether work may go on for a while after the last tab is closed. */
  @JSProperty
  boolean isAfterClose();

  /** Whether nothing runs while the page is not seen. */
  @JSProperty
  boolean isRestsHidden();

  /** Whether the widget is of the page's own origin. */
  @JSProperty
  boolean isInOrigin();

  /** The site's words on what the work is for; may be empty. */
  @JSProperty
  String getPurpose();

  /** Unix milliseconds from which nothing may run any more; 0 when it was left out. */
  @JSProperty
  double getExpiresAt();

  /** Whether another tab ran this site's node until now. */
  @JSProperty
  boolean isInherits();

  /** Whether this browser keeps the record of the consent, which then counts before each task. */
  @JSProperty
  boolean isKept();

  /** Origin of the page around the widget. */
  @JSProperty
  String getSite();

  /** Version of the words that the visitor agreed to. */
  @JSProperty
  int getTextVersion();

  /** Hash of the code that the visitor agreed to. */
  @JSProperty
  String getCodeHash();

  /** Where JSON becomes options; throws what {@code JSON.parse} throws. */
  final class Parser {
    private Parser() {}

    @JSBody(
        params = "json",
        script =
            "var o = JSON.parse(json); return { cpuCapPercent: o.cpuCapPercent | 0,"
                + " relayMibPerDay: o.relayMibPerDay | 0, storageMib: o.storageMib | 0,"
                + " gpu: o.gpu === true, directPeers: o.directPeers === true,"
                + " keepStanding: o.keepStanding === true, afterClose: o.afterClose === true,"
                + " restsHidden: o.restsHidden === true, inOrigin: o.inOrigin === true,"
                + " inherits: o.inherits === true, kept: o.kept === true, purpose: String(o.purpose || ''), expiresAt: Number(o.expiresAt) || 0,"
                + " site: String(o.site), textVersion: o.textVersion | 0,"
                + " codeHash: String(o.codeHash) };")
    public static native StartOptions parse(String json);
  }
}
