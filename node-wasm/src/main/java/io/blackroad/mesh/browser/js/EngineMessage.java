package io.blackroad.mesh.browser.js;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Int32Array;

/** What node worker and executor worker say to each other; {@code kind} tells what is set. */
public interface EngineMessage extends JSObject {
  /** To the node, once: listening. */
  String LOADED = "loaded";

  /** To the executor's loader, before anything: {@code wasm, storageMib}. */
  String CODE = "code";

  /** To the executor, first: {@code threads}. */
  String BEGIN = "begin";

  /** To the executor: {@code model}. Answered by {@link #READY} or {@link #UNAVAILABLE}. */
  String PREPARE = "prepare";

  /** To the executor: {@code model, ids, lengths}. Answered by {@link #COMPUTED} or FAILED. */
  String RUN = "run";

  /** To the node, any number during {@link #PREPARE}: {@code loadedBytes, totalBytes}. */
  String PROGRESS = "progress";

  /** To the node: {@code cached}. */
  String READY = "ready";

  /** To the node: {@code reason}. */
  String UNAVAILABLE = "unavailable";

  /** To the node: {@code vectors, busyMicros}. */
  String COMPUTED = "computed";

  /** To the node: {@code reason}. */
  String FAILED = "failed";

  @JSProperty
  String getKind();

  /** Of a request and its answer; the node counts them up. */
  @JSProperty
  int getId();

  @JSProperty
  void setId(int id);

  /** {@code node.wasm}. */
  @JSProperty
  void setWasm(ArrayBuffer wasm);

  /** What may be kept on the device; at 0 the executor has no storage at all. */
  @JSProperty
  void setStorageMib(int mebibytes);

  @JSProperty
  int getThreads();

  @JSProperty
  void setThreads(int threads);

  @JSProperty
  ModelMessage getModel();

  @JSProperty
  void setModel(ModelMessage model);

  /** The ids of all sequences, one after the other. */
  @JSProperty
  Int32Array getIds();

  @JSProperty
  void setIds(Int32Array ids);

  /** The length of each sequence. */
  @JSProperty
  Int32Array getLengths();

  @JSProperty
  void setLengths(Int32Array lengths);

  @JSProperty
  double getLoadedBytes();

  @JSProperty
  void setLoadedBytes(double loadedBytes);

  @JSProperty
  double getTotalBytes();

  @JSProperty
  void setTotalBytes(double totalBytes);

  @JSProperty("cached")
  boolean isCached();

  @JSProperty("cached")
  void setCached(boolean cached);

  @JSProperty
  String getReason();

  @JSProperty
  void setReason(String reason);

  @JSProperty
  Float32Array getVectors();

  @JSProperty
  void setVectors(Float32Array vectors);

  @JSProperty
  double getBusyMicros();

  @JSProperty
  void setBusyMicros(double busyMicros);
}
