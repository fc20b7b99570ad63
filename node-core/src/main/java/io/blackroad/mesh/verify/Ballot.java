package io.blackroad.mesh.verify;

import io.blackroad.mesh.commit.Commitment;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.schedule.Assignment;
import io.blackroad.mesh.schedule.Exclusions;
import io.blackroad.mesh.task.DType;
import io.blackroad.mesh.task.Task;
import io.blackroad.mesh.task.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The copies of one task, from assignment to verdict.
 *
 * <pre>
 * a copy:  assigned --commit--> committed --(enough if they agree: open)--> opened --reveal--> revealed
 *              |   \___________________\______________________________________\--- lost: dropped
 *              \--(opened without it: withdrawn)
 * </pre>
 *
 * <p>A copy is opened as soon as the committed ones would settle the task if they agree; one that
 * has not committed by then could read the answer off others and is withdrawn. A check that is
 * drawn for a copy ({@link #check}) delays the verdict, not the opening: when to reveal tells a
 * node nothing of whether it is being checked, so withholding what would convict it is a guess.
 */
public final class Ballot {
  /**
   * Copies of a task at a time: enough for eleven unknown nodes to outvote four that collude at the
   * default bound. Beyond that the task begins anew with other nodes.
   */
  public static final int COPIES_MAX = 16;

  private final Task task;
  private final Agreement agreement;
  private final Map<String, Copy> copies = new LinkedHashMap<>();
  private int voicesChecked;

  /**
   * Who is to do what now.
   *
   * @param reveal node ids that are to reveal, each named once
   * @param withdrawn node ids whose copy came too late and is no longer in the ballot
   */
  public record Opening(List<String> reveal, List<String> withdrawn) {
    private static final Opening NONE = new Opening(List.of(), List.of());
  }

  /** What became of a reveal. */
  public sealed interface Reveal {
    /** It is what the node had committed to. */
    record Taken() implements Reveal {}

    /** Nobody asked for it, as after a withdrawal; nothing changed. */
    record Unasked() implements Reveal {}

    /** It cannot be what was committed to or asked for; the copy was dropped. */
    record Faulty(String reason) implements Reveal {}
  }

  public Ballot(Task task, Agreement agreement) {
    this.task = task;
    this.agreement = agreement;
  }

  public Task task() {
    return task;
  }

  public boolean has(String nodeId) {
    return copies.containsKey(nodeId);
  }

  /** Whether a copy is on a node of that address prefix; never so for the empty one. */
  public boolean hasPrefix(String prefix) {
    return !prefix.isEmpty() && any(copy -> copy.voice.prefix().equals(prefix));
  }

  /** Who must not be given another copy, and whose neighbours would add no voice. */
  public Exclusions holders() {
    Exclusions holders = new Exclusions();
    copies.values().forEach(copy -> holders.add(copy.nodeId(), copy.voice.prefix()));
    return holders;
  }

  /** Node ids of all copies, in the order of assignment. */
  public List<String> nodes() {
    return List.copyOf(copies.keySet());
  }

  /** How many copies of that kind are in the ballot. */
  public int count(CopyKind kind) {
    int count = 0;
    for (Copy copy : copies.values()) {
      count += copy.kind == kind ? 1 : 0;
    }
    return count;
  }

  public void assign(Assignment assignment, Voice voice, CopyKind kind) {
    copies.put(assignment.nodeId(), new Copy(assignment, voice, kind));
  }

  /** Takes a commitment; false when the node has no copy (any more) or has committed already. */
  public boolean commit(String nodeId, String commitment) {
    Copy copy = copies.get(nodeId);
    if (copy == null || !copy.awaitsCommitment()) {
      return false;
    }
    copy.commitment = commitment;
    return true;
  }

  /**
   * Asks for one voice more than have committed, whatever the bound says: the spot check, drawn
   * after the commitment. Asking again before it came changes nothing.
   */
  public void check() {
    List<Voice> committed = new ArrayList<>();
    for (Copy copy : copies.values()) {
      if (!copy.awaitsCommitment()) {
        committed.add(copy.voice);
      }
    }
    voicesChecked = Math.max(voicesChecked, Math.max(1, Posterior.voices(committed)) + 1);
  }

  /** Opens what can be opened now; withdraws what is then too late. */
  public Opening open() {
    if (!any(Copy::awaitsOpening)) {
      return Opening.NONE;
    }
    Scrutiny now = scrutiny();
    boolean full = copies.size() >= COPIES_MAX && !any(Copy::awaitsCommitment);
    if (!full && !now.committedSuffice(task.confidence().agreeingMin())) {
      return Opening.NONE;
    }
    boolean lateIsUseless = now.committedSuffice(voicesMin());
    List<String> reveal = new ArrayList<>();
    List<String> withdrawn = new ArrayList<>();
    for (Copy copy : copies.values()) {
      if (copy.awaitsOpening()) {
        copy.opened = true;
        reveal.add(copy.nodeId());
      } else if (copy.awaitsCommitment() && lateIsUseless) {
        withdrawn.add(copy.nodeId());
      }
    }
    withdrawn.forEach(copies::remove);
    return new Opening(reveal, withdrawn);
  }

  /** Takes a revealed output; one that is faulty drops the copy. */
  public Reveal reveal(String nodeId, byte[] nonce, Tensor output, Digest digest) {
    Copy copy = copies.get(nodeId);
    if (copy == null || !copy.awaitsReveal()) {
      return new Reveal.Unasked();
    }
    List<Integer> dims = List.of(task.inputs().size(), agreement.columns());
    if (output.dtype() != DType.FLOAT32 || !output.dims().equals(dims)) {
      copies.remove(nodeId);
      return new Reveal.Faulty("output " + output + ", wanted float32 " + dims);
    }
    if (!Commitment.of(nodeId, nonce, output, digest).equals(copy.commitment)) {
      copies.remove(nodeId);
      return new Reveal.Faulty("the output is not the one committed to");
    }
    copy.output = output;
    return new Reveal.Taken();
  }

  /** Whether that copy is the seed's own. */
  public boolean trusted(String nodeId) {
    Copy copy = copies.get(nodeId);
    return copy != null && copy.trusted();
  }

  /** What a node revealed, or null. */
  public @Nullable Tensor outputOf(String nodeId) {
    Copy copy = copies.get(nodeId);
    return copy == null ? null : copy.output;
  }

  /** Whether a node was asked to reveal its copy and has not. */
  public boolean asked(String nodeId) {
    Copy copy = copies.get(nodeId);
    return copy != null && copy.awaitsReveal();
  }

  /**
   * Forgets a copy that will not come or cannot be used; true when it was opened and not revealed,
   * which counts against the node even when it left.
   */
  public boolean drop(String nodeId) {
    Copy copy = copies.remove(nodeId);
    return copy != null && copy.awaitsReveal();
  }

  /** {@link #verdict(double)} with unknown nodes for whatever copies are wanted. */
  public Verdict verdict() {
    return verdict(Credibility.DEFAULT.errorChance(0));
  }

  /**
   * The verdict; pending while a copy that was asked to reveal has not, so that nobody is left out.
   *
   * @param checkerErrorChance of the nodes that would be drawn now for the copies wanted
   */
  public Verdict verdict(double checkerErrorChance) {
    Scrutiny scrutiny = scrutiny();
    Verdict.Agreed agreed = any(Copy::awaitsReveal) ? null : scrutiny.agreed(voicesMin());
    if (agreed != null) {
      return agreed;
    }
    int room = Math.max(0, COPIES_MAX - copies.size());
    if (room == 0 && !any(copy -> copy.output == null)) {
      return new Verdict.Disputed(nodes());
    }
    return new Verdict.Pending(scrutiny.wanted(checkerErrorChance, voicesMin(), room));
  }

  private int voicesMin() {
    return Math.max(task.confidence().agreeingMin(), voicesChecked);
  }

  private Scrutiny scrutiny() {
    return new Scrutiny(copies.values(), agreement, task.confidence());
  }

  private boolean any(Predicate<Copy> condition) {
    return copies.values().stream().anyMatch(condition);
  }
}
