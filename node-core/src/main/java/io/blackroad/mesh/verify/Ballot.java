package io.blackroad.mesh.verify;

import io.blackroad.mesh.commit.Commitment;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.schedule.Assignment;
import io.blackroad.mesh.task.DType;
import io.blackroad.mesh.task.Task;
import io.blackroad.mesh.task.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The copies of one task, from assignment to verdict.
 *
 * <pre>
 * a copy:  assigned --commit--> committed --(all committed: open)--> opened --reveal--> revealed
 *              \___________________\___________________________________\--- lost: dropped
 * </pre>
 */
public final class Ballot {
  private final Task task;
  private final Quorum quorum;
  private final int dimensions;
  private final Tolerance tolerance;
  private final Map<String, Copy> copies = new LinkedHashMap<>();

  /** What is known of one node's copy. */
  private static final class Copy {
    final Assignment assignment;
    @Nullable String commitment;
    boolean opened;
    @Nullable Tensor output;

    Copy(Assignment assignment) {
      this.assignment = assignment;
    }
  }

  public Ballot(Task task, int dimensions, Tolerance tolerance) {
    this.task = task;
    this.quorum = Quorum.of(task.confidence());
    this.dimensions = dimensions;
    this.tolerance = tolerance;
  }

  public Task task() {
    return task;
  }

  public boolean has(String nodeId) {
    return copies.containsKey(nodeId);
  }

  /** Node ids of all copies, in the order of assignment. */
  public List<String> nodes() {
    return List.copyOf(copies.keySet());
  }

  public void assign(Assignment assignment) {
    copies.put(assignment.nodeId(), new Copy(assignment));
  }

  /** Takes a commitment; false when the node has no copy or has committed already. */
  public boolean commit(String nodeId, String commitment) {
    Copy copy = copies.get(nodeId);
    if (copy == null || copy.commitment != null) {
      return false;
    }
    copy.commitment = commitment;
    return true;
  }

  /**
   * Node ids that are to reveal now: none while a copy is still being computed. Each is named once.
   */
  public List<String> open() {
    List<String> opened = new ArrayList<>();
    for (Copy copy : copies.values()) {
      if (copy.commitment == null) {
        return List.of();
      }
    }
    for (Copy copy : copies.values()) {
      if (!copy.opened && copies.size() >= needed()) {
        copy.opened = true;
        opened.add(copy.assignment.nodeId());
      }
    }
    return opened;
  }

  private int needed() {
    for (Copy copy : copies.values()) {
      if (copy.assignment.trusted()) {
        return 1;
      }
    }
    return quorum.agreeing();
  }

  /** Takes a revealed output; null when it is good, else why it is not (the copy is then lost). */
  public @Nullable String reveal(String nodeId, byte[] nonce, Tensor output, Digest digest) {
    Copy copy = copies.get(nodeId);
    if (copy == null || !copy.opened || copy.output != null) {
      return "nobody asked for this output";
    }
    if (output.dtype() != DType.FLOAT32
        || !output.dims().equals(List.of(task.inputs().size(), dimensions))) {
      return "output "
          + output
          + ", wanted float32 ["
          + task.inputs().size()
          + ", "
          + dimensions
          + "]";
    }
    if (!Commitment.of(nodeId, nonce, output, digest).equals(copy.commitment)) {
      return "the output is not the one committed to";
    }
    copy.output = output;
    return null;
  }

  /** Whether that copy is the seed's own. */
  public boolean trusted(String nodeId) {
    Copy copy = copies.get(nodeId);
    return copy != null && copy.assignment.trusted();
  }

  /** What a node revealed, or null. */
  public @Nullable Tensor outputOf(String nodeId) {
    Copy copy = copies.get(nodeId);
    return copy == null ? null : copy.output;
  }

  /** Forgets a copy that will not come or cannot be used. */
  public void drop(String nodeId) {
    copies.remove(nodeId);
  }

  /** The assignments whose node has not committed by {@code nowMillis} though its lease is over. */
  public List<String> overdue(long nowMillis) {
    List<String> overdue = new ArrayList<>();
    for (Copy copy : copies.values()) {
      if (copy.output == null && copy.assignment.deadlineMillis() <= nowMillis) {
        overdue.add(copy.assignment.nodeId());
      }
    }
    return overdue;
  }

  /**
   * The verdict; pending while a copy that was asked to reveal has not, so that nobody is left out.
   */
  public Verdict verdict() {
    if (awaitsReveal()) {
      return new Verdict.Pending(0);
    }
    Copy winner = winner();
    if (winner != null) {
      return agreed(winner);
    }
    int revealed = 0;
    for (Copy copy : copies.values()) {
      revealed += copy.output == null ? 0 : 1;
    }
    if (revealed >= quorum.size()) {
      return new Verdict.Disputed(nodes());
    }
    int wanted = revealed < copies.size() ? needed() : Math.max(needed(), revealed + 1);
    return new Verdict.Pending(Math.max(0, wanted - copies.size()));
  }

  private boolean awaitsReveal() {
    for (Copy copy : copies.values()) {
      if (copy.opened && copy.output == null) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Copy winner() {
    Copy winner = null;
    for (Copy copy : copies.values()) {
      if (copy.output == null) {
        continue;
      }
      if (copy.assignment.trusted()) {
        return copy;
      }
      if (winner == null && agreeingWith(copy).size() >= quorum.agreeing()) {
        winner = copy;
      }
    }
    return winner;
  }

  private List<String> agreeingWith(Copy reference) {
    List<String> agreeing = new ArrayList<>();
    for (Copy copy : copies.values()) {
      if (agree(reference, copy)) {
        agreeing.add(copy.assignment.nodeId());
      }
    }
    return agreeing;
  }

  /**
   * Equal bytes, or within tolerance of what the seed itself computed. A node names its own engine
   * class, so between visitors a different name must not buy a laxer comparison.
   */
  private boolean agree(Copy a, Copy b) {
    if (a.output == null || b.output == null) {
      return false;
    }
    boolean sameClass = a.assignment.engineClass().equals(b.assignment.engineClass());
    boolean bySeed = a.assignment.trusted() || b.assignment.trusted();
    return (bySeed && !sameClass)
        ? tolerance.holds(a.output.floats(), b.output.floats(), dimensions)
        : a.output.equals(b.output);
  }

  private Verdict.Agreed agreed(Copy winner) {
    List<String> agreeing = agreeingWith(winner);
    List<String> dissenting = new ArrayList<>();
    Tensor output = winner.output;
    for (Copy copy : copies.values()) {
      if (copy.output != null && !agreeing.contains(copy.assignment.nodeId())) {
        dissenting.add(copy.assignment.nodeId());
      }
    }
    if (output == null) {
      throw new IllegalStateException("a winner without output");
    }
    return new Verdict.Agreed(method(winner, agreeing), output, agreeing, dissenting);
  }

  private Verdict.Method method(Copy winner, List<String> agreeing) {
    if (winner.assignment.trusted()) {
      return Verdict.Method.SEED;
    }
    return agreeing.size() > 1 ? Verdict.Method.QUORUM : Verdict.Method.UNCHECKED;
  }
}
