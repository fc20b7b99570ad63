package io.blackroad.mesh.browser;

import io.blackroad.mesh.conformance.Conformance;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * What {@code conformance.wasm} exports: node-core's runner of conformance files, the very classes
 * that run on the JVM. Its own WebAssembly, for {@code mesh verify --vectors DIR --in browser} and
 * the tests; no seed serves it.
 */
public final class ConformanceMain {
  private ConformanceMain() {}

  /** Wanted by TeaVM. */
  public static void main(String[] args) {}

  /** The result of one file as {@link Conformance#runToText} writes it. */
  @JSExport
  public static String run(Int8Array file) {
    return Conformance.runToText(file.copyToJavaArray());
  }
}
