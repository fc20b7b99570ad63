package io.blackroad.mesh.verify;

import io.blackroad.mesh.commit.Commitment;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.schedule.Assignment;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Task;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.task.TokenBatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A ballot with nodes that do as they are told; each reveals what it committed to. */
final class Booth {
  static final Tensor RIGHT = vector(0.6f, 0.8f);
  static final Tensor WRONG = vector(0.8f, 0.6f);
  static final byte[] NONCE = new byte[Commitment.NONCE_BYTES];
  static final Sha256 DIGEST = new Sha256();

  /** Lease of every copy, in monotonic milliseconds. */
  static final long LEASE_ENDS = 30_000;

  static final double UNKNOWN = 0.2;
  static final double PROVEN = 1e-4;

  final Ballot ballot;
  private final Map<String, Tensor> committed = new LinkedHashMap<>();

  Booth(Confidence confidence) {
    TokenBatch one = new TokenBatch(List.of(new int[] {1, 2}));
    Task task = new Task("t_1", "j_1", 0, 0, "m", confidence, false, "", "", one);
    ballot = new Ballot(task, new Agreement(new Tolerance(0.9999, 1e-4), 2));
  }

  static Tensor vector(float... values) {
    return Tensor.ofVectors(values, 2);
  }

  void assign(String node, double errorChance) {
    assign(node, new Voice("", errorChance), "wasm", false);
  }

  void assign(String node, Voice voice, String engineClass, boolean trusted) {
    ballot.assign(
        new Assignment(ballot.task(), node, engineClass, trusted, LEASE_ENDS),
        voice,
        CopyKind.PRIMARY);
  }

  void assignSeed(CopyKind kind) {
    ballot.assign(
        new Assignment(ballot.task(), "n_seed", "native", true, LEASE_ENDS),
        new Voice("", Voice.ERROR_MIN),
        kind);
  }

  boolean commit(String node, Tensor output) {
    committed.put(node, output);
    return ballot.commit(node, Commitment.of(node, NONCE, output, DIGEST));
  }

  Ballot.Reveal reveal(String node, Tensor output) {
    return ballot.reveal(node, NONCE, output, DIGEST);
  }

  /** Opens what can be opened and lets it be revealed. */
  Verdict openAndReveal() {
    ballot.open();
    committed.forEach(this::reveal);
    return ballot.verdict();
  }

  /** An unknown node computes, and whatever can be opened is. */
  Verdict computes(String node, Tensor output) {
    return computes(node, UNKNOWN, output);
  }

  Verdict computes(String node, double errorChance, Tensor output) {
    assign(node, errorChance);
    commit(node, output);
    return openAndReveal();
  }
}
