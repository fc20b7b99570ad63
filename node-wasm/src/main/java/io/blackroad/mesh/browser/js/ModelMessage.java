package io.blackroad.mesh.browser.js;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** A {@code ModelSpec} on its way between two workers, field by field. */
public interface ModelMessage extends JSObject {
  @JSProperty
  String getName();

  @JSProperty
  void setName(String name);

  @JSProperty
  String getModelHash();

  @JSProperty
  void setModelHash(String modelHash);

  @JSProperty
  double getModelBytes();

  @JSProperty
  void setModelBytes(double modelBytes);

  @JSProperty
  String getRuntime();

  @JSProperty
  void setRuntime(String runtime);

  @JSProperty
  String getRuntimeHash();

  @JSProperty
  void setRuntimeHash(String runtimeHash);

  @JSProperty
  String getLevel();

  @JSProperty
  void setLevel(String level);

  @JSProperty
  int getDimensions();

  @JSProperty
  void setDimensions(int dimensions);

  @JSProperty
  int getTokensMax();

  @JSProperty
  void setTokensMax(int tokensMax);

  /** {@code Pooling.wireName}. */
  @JSProperty
  String getPooling();

  @JSProperty
  void setPooling(String pooling);

  @JSProperty("batchable")
  boolean isBatchable();

  @JSProperty("batchable")
  void setBatchable(boolean batchable);
}
