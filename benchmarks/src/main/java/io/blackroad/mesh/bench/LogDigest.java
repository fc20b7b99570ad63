package io.blackroad.mesh.bench;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.log.Domain;

/**
 * The hash of a tensor, D(mesh-output, tensor) through SHA-256, in one tab: our own as WebAssembly,
 * WebCrypto, and the npm package hash-wasm, in turn within each round, copies included.
 */
final class LogDigest implements BenchPart<LogPlan> {
  private static final int[] BYTES = {1_536, 24_576, 262_144, 1_048_576};
  private static final int TENSOR_BYTES = 1_048_576;
  private static final int ROUNDS = 60;
  private static final int ROUNDS_QUICK = 6;

  @Override
  public String name() {
    return "digest";
  }

  @Override
  public void run(LogPlan plan, Findings findings) {
    int rounds = plan.quick() ? ROUNDS_QUICK : ROUNDS;
    try (LogPage page = LogPage.open(plan.root())) {
      findings.note("hashWasm", "hash-wasm", page.hashWasmVersion());
      for (int bytes : BYTES) {
        LogPage.Digests digests = page.digest(bytes, rounds);
        String size = bytes + " bytes";
        findings.add("ours" + bytes, "ours, " + size, digests.ours(), "ms");
        findings.add(
            "webCrypto" + bytes,
            "ours over WebCrypto, " + size,
            digests.ours().over(digests.webCrypto()),
            "x");
        findings.add(
            "hashWasm" + bytes,
            "ours over hash-wasm, " + size,
            digests.ours().over(digests.hashWasm()),
            "x");
        if (bytes == TENSOR_BYTES) {
          boolean same = digests.hashes().stream().allMatch(expected(bytes)::equals);
          findings.add("same", "the same hash by all three and on the JVM", same);
          findings.judge(Target.holds("a tensor's hash is the same by all three", same));
        }
      }
    }
  }

  /** What the JVM says of the tensor that the page hashes: byte i is i * 31 modulo 256. */
  private static String expected(int bytes) {
    byte[] tensor = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      tensor[i] = (byte) (i * 31);
    }
    return Hex.of(new Sha256().sha256(Domain.OUTPUT.separate(tensor)));
  }
}
