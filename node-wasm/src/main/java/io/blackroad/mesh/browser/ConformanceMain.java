package io.blackroad.mesh.browser;

import io.blackroad.mesh.conformance.Conformance;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.log.Domain;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * What {@code conformance.wasm} exports: node-core's runner of conformance files, the very classes
 * that run on the JVM; and the log's hashes and proofs for the benchmark. Its own WebAssembly, for
 * {@code mesh verify --vectors DIR --in browser}, the benchmark and the tests; no seed serves it.
 */
public final class ConformanceMain {
  private static @Nullable ProofLines proofs;

  private ConformanceMain() {}

  /** Wanted by TeaVM. */
  public static void main(String[] args) {}

  /** Reads the lines of {@link ProofLines}. */
  @JSExport
  public static void readProofs(String lines) {
    proofs = new ProofLines(lines);
  }

  /** Whether both proofs of a line hold. */
  @JSExport
  public static boolean proofsHold(int line) {
    ProofLines read = proofs;
    if (read == null) {
      throw new IllegalStateException("readProofs comes first");
    }
    return read.hold(line);
  }

  /** SHA-256 of D(mesh-output, tensor), with the copies in and out that a caller pays for. */
  @JSExport
  public static Int8Array outputHash(Int8Array tensor) {
    byte[] separated = Domain.OUTPUT.separate(tensor.copyToJavaArray());
    return Int8Array.copyFromJavaArray(new Sha256().sha256(separated));
  }

  /** The result of one file as {@link Conformance#runToText} writes it. */
  @JSExport
  public static String run(Int8Array file) {
    return Conformance.runToText(file.copyToJavaArray());
  }
}
