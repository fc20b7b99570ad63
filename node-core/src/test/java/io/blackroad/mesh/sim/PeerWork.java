package io.blackroad.mesh.sim;

import io.blackroad.mesh.commit.Commitment;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.wire.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a light node has on its hands: one task on its engine, others in line, results to open. */
final class PeerWork {
  private static final SimDigest DIGEST = new SimDigest();

  private final Simulation simulation;
  private final SimPeer peer;
  private final Conduct conduct;
  private final int microsPerToken;
  private final Deque<Message.Assign> tasks = new ArrayDeque<>();
  private final Map<String, Sealed> sealed = new LinkedHashMap<>();
  private boolean busy;
  private int slownessPercent = 100;
  private long busyMicros;

  /** The task that its engine works on; empty when it has none, or what it has is not wanted. */
  private String running = "";

  /** A result that has been committed to and not yet revealed. */
  private record Sealed(byte[] nonce, Tensor output) {}

  PeerWork(Simulation simulation, SimPeer peer, Conduct conduct, int microsPerToken) {
    this.simulation = simulation;
    this.peer = peer;
    this.conduct = conduct;
    this.microsPerToken = microsPerToken;
  }

  /** Puts a task in the line of those to compute. */
  void compute(Message.Assign assign) {
    tasks.addLast(assign);
    runNext();
  }

  private void runNext() {
    Message.Assign next = busy ? null : tasks.pollFirst();
    if (next == null) {
      return;
    }
    busy = true;
    running = next.taskId();
    long tokens = (long) next.input().dims().get(0) * next.input().dims().get(1);
    long micros = tokens * microsPerToken * slownessPercent / 100;
    simulation.clock.after(micros / 1_000 + 1, () -> ran(next, micros));
  }

  private void ran(Message.Assign assign, long micros) {
    boolean wanted = assign.taskId().equals(running);
    busy = false;
    running = "";
    busyMicros += micros;
    if (wanted && !peer.isGone()) {
      commit(assign.taskId(), conduct.output(peer, assign, right(assign)));
    }
    runNext();
  }

  /** What an honest node answers to a task. */
  Tensor right(Message.Assign assign) {
    return simulation.oracle.answer(assign.input().tokens());
  }

  /** Commits to {@code output} as the result of a task. */
  void commit(String taskId, Tensor output) {
    byte[] nonce = new byte[Commitment.NONCE_BYTES];
    simulation.random.fill(nonce);
    sealed.put(taskId, new Sealed(nonce, output));
    peer.say(new Message.Commit(taskId, Commitment.of(peer.nodeId(), nonce, output, DIGEST)));
    conduct.committed(peer, taskId);
  }

  /** Opens what it committed to. */
  void reveal(String taskId) {
    Sealed result = sealed.remove(taskId);
    if (result != null) {
      peer.say(new Message.Reveal(taskId, Hex.of(result.nonce), result.output));
    }
  }

  /** Another result than the one committed to takes its place, under the same nonce. */
  void exchange(String taskId, Tensor output) {
    sealed.computeIfPresent(taskId, (id, result) -> new Sealed(result.nonce, output));
  }

  /** Drops a task wherever it is. */
  void drop(String taskId) {
    tasks.removeIf(task -> task.taskId().equals(taskId));
    sealed.remove(taskId);
    if (running.equals(taskId)) {
      // The engine finishes what it has begun; it is thrown away.
      running = "";
    }
  }

  /** Drops all tasks. */
  void clear() {
    tasks.clear();
    sealed.clear();
    running = "";
  }

  /** From now on it takes that share of the time that it takes at its best. */
  void slow(int percent) {
    slownessPercent = percent;
  }

  /** How long its engine has worked. */
  long busyMicros() {
    return busyMicros;
  }
}
