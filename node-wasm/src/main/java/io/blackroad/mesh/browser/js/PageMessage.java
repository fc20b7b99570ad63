package io.blackroad.mesh.browser.js;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.typedarrays.ArrayBuffer;

/** What page and node worker say to each other; {@code kind} tells what is set. */
public interface PageMessage extends JSObject {
  /** To the page, once: listening. */
  String LOADED = "loaded";

  /** To the worker's loader, before anything: {@code wasm}, {@code receipt}. */
  String CODE = "code";

  /** To the worker, once: {@code options}. */
  String START = "start";

  /** To the worker: {@code options}, whose terms hold from now on. */
  String TERMS = "terms";

  /** To the worker: {@code conditions}. */
  String CONDITIONS = "conditions";

  /** To the worker: keep the node's key beyond the session. */
  String KEEP = "keep";

  /** To the worker: {@code port}, at whose other end is the peer worker. */
  String PEERS = "peers";

  /** To the worker: leave for {@code reason}, {@code withdrawn}. Answered by {@link #STOPPED}. */
  String STOP = "stop";

  /**
   * To the page: start an executor, which is given {@code port} in a message of this kind; whatever
   * comes by {@code care} ends it, and {@link #CRASHED} goes back that way.
   */
  String EXECUTOR = "executor";

  /** By {@code care}: {@code reason}. */
  String CRASHED = "crashed";

  /** To the page: {@code json}. */
  String STATUS = "status";

  /** To the page: nothing runs any more. */
  String STOPPED = "stopped";

  @JSProperty
  String getKind();

  /** {@code node.wasm}. */
  @JSProperty
  void setWasm(ArrayBuffer wasm);

  /** What {@code /log/code} answered. */
  @JSProperty
  void setReceipt(String receipt);

  /** What the widget asked for, as JSON (see {@code StartOptions}). */
  @JSProperty
  String getOptions();

  @JSProperty
  void setOptions(String options);

  @JSProperty
  Sensed getConditions();

  @JSProperty
  void setConditions(Sensed conditions);

  @JSProperty
  Port getPort();

  @JSProperty
  void setPort(Port port);

  @JSProperty
  Port getCare();

  @JSProperty
  String getReason();

  @JSProperty
  void setReason(String reason);

  /** Whether the visitor has taken the consent back, which goes on record. */
  @JSProperty
  boolean isWithdrawn();

  @JSProperty
  void setWithdrawn(boolean withdrawn);

  @JSProperty
  String getJson();

  @JSProperty
  void setJson(String json);
}
