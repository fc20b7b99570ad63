package io.blackroad.mesh.verify;

import io.blackroad.mesh.task.Confidence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the copies of a ballot amount to at one moment, judged by what its submitter demands. */
final class Scrutiny {
  private final Collection<Copy> copies;
  private final Agreement agreement;
  private final Confidence confidence;
  private final Count count;

  Scrutiny(Collection<Copy> copies, Agreement agreement, Confidence confidence) {
    this.copies = copies;
    this.agreement = agreement;
    this.confidence = confidence;
    this.count = new Count(copies, agreement);
  }

  /**
   * Whether the committed copies settle it if they agree, with that many voices at least. The
   * seed's own does, except that a check waits for what it is to check: or a seed that is faster
   * than every visitor would never let one prove itself.
   */
  boolean committedSuffice(int voicesMin) {
    boolean waiting = any(Copy::awaitsCommitment);
    return any(
            copy ->
                copy.trusted()
                    && !copy.awaitsCommitment()
                    && (copy.kind != CopyKind.CHECK || !waiting))
        || enough(ifAgreed(copy -> !copy.awaitsCommitment(), List.of()), voicesMin);
  }

  /**
   * The fewest further copies, at most {@code room}, that settle it if they and those under way
   * agree.
   */
  int wanted(double checkerErrorChance, int voicesMin, int room) {
    if (any(copy -> copy.trusted() && copy.output == null)) {
      return 0;
    }
    Predicate<Copy> all = copy -> true;
    List<Voice> more = new ArrayList<>();
    while (more.size() < room && !enough(ifAgreed(all, more), voicesMin)) {
      more.add(new Voice("", checkerErrorChance));
    }
    return more.size();
  }

  /**
   * How sure the surest group would be if those visitors that have not revealed, and more, agree.
   */
  private Verdict.Certainty ifAgreed(Predicate<Copy> counted, List<Voice> more) {
    List<Voice> joining = new ArrayList<>(more);
    for (Copy copy : copies) {
      if (copy.output == null && !copy.trusted() && counted.test(copy)) {
        joining.add(copy.voice);
      }
    }
    return count.ifJoined(joining);
  }

  /** Where results differ, one voice never wins: a third decides, however proven the first is. */
  private boolean enough(Verdict.Certainty certainty, int voicesMin) {
    int wanted = count.isContested() ? Math.max(2, voicesMin) : voicesMin;
    return certainty.voices() >= wanted && certainty.errorChance() <= confidence.errorMax();
  }

  /** The agreement that what is revealed makes, or null. The seed's own word decides at once. */
  Verdict.@Nullable Agreed agreed(int voicesMin) {
    for (Copy copy : copies) {
      if (copy.trusted() && copy.output != null) {
        return with(copy, new Verdict.Certainty(0, 1));
      }
    }
    if (count.isEmpty()) {
      return null;
    }
    Verdict.Certainty certainty = count.certainty(count.surest());
    return enough(certainty, voicesMin) ? with(count.first(count.surest()), certainty) : null;
  }

  private Verdict.Agreed with(Copy winner, Verdict.Certainty certainty) {
    List<String> agreeing = new ArrayList<>();
    List<String> dissenting = new ArrayList<>();
    List<String> excused = new ArrayList<>();
    Agreement.Result accepted = winner.result();
    for (Copy copy : copies) {
      if (copy.output == null) {
        continue;
      }
      if (agreement.holds(accepted, copy.result())) {
        agreeing.add(copy.nodeId());
      } else if (agreement.excuses(accepted, copy.result())) {
        excused.add(copy.nodeId());
      } else {
        dissenting.add(copy.nodeId());
      }
    }
    Verdict.Method method = method(winner, certainty);
    return new Verdict.Agreed(method, accepted.output(), agreeing, dissenting, excused, certainty);
  }

  private Verdict.Method method(Copy winner, Verdict.Certainty certainty) {
    if (winner.trusted()) {
      return Verdict.Method.SEED;
    }
    if (certainty.voices() > 1) {
      return Verdict.Method.QUORUM;
    }
    return confidence.isOff() ? Verdict.Method.UNCHECKED : Verdict.Method.CREDIBILITY;
  }

  private boolean any(Predicate<Copy> condition) {
    return copies.stream().anyMatch(condition);
  }
}
