package io.blackroad.mesh.sim;

import io.blackroad.mesh.sim.Mix.Habits;
import io.blackroad.mesh.sim.Mix.History;
import io.blackroad.mesh.sim.Mix.Kind;
import io.blackroad.mesh.sim.Population.Outcome;
import io.blackroad.mesh.sim.Population.Size;
import io.blackroad.mesh.task.Confidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Every attack that the mesh has to hold against, each in a mesh of its own beside as many honest
 * nodes: what the attackers get, and what it costs the others.
 */
public final class AttackLab {
  /** The mesh of a seed of some weeks, without an attack. */
  static final String PEACE = "no attack";

  /** The mesh of a new seed, without an attack. */
  static final String NEW_SEED = "no attack, a new seed";

  private static final int HONEST = 100;
  private static final long TASKS = 2_000;
  private static final long SEED = 11;

  private final Map<String, Attack> attacks = new LinkedHashMap<>();

  /** Who attacks. At the start, the seed knows the others by {@code history}. */
  private record Attack(History history, long tasks, Kind attackers) {
    /** As many visitors as are needed for {@link #HONEST} of them to be honest. */
    Size size() {
      return new Size(HONEST * 1_000 / (1_000 - attackers.perMille()), tasks, Confidence.STANDARD);
    }
  }

  AttackLab() {
    weeks(PEACE, 0, random -> Conduct.HONEST);
    add(NEW_SEED, new Attack(History.NONE, 2 * TASKS, new Kind("", 0, any -> Conduct.HONEST)));
    weeks("always lying", 100, Mix::liar);
    add("lying after 50 accepted results", new Attack(History.NONE, 2 * TASKS, Mix.late(100)));
    add(
        "lying after 5,000 accepted results",
        new Attack(History.BETRAYAL, TASKS, new Kind("attacker", 100, Mix::liar)));
    weeks("20 % independent saboteurs", 200, Mix::liar);
    weeks("20 % colluders, one wrong answer", 200, random -> Attacks.colluder());
    add(
        "sybil flood, 4 networks",
        new Attack(
            History.WEEKS, TASKS, new Kind("attacker", 900, 4, random -> Attacks.colluder())));
    weeks("copying a neighbour's answer", 100, random -> Attacks.copier());
    weeks("replaying an old result", 100, random -> Attacks.replayer());
    List<SimPeer> friends = new ArrayList<>();
    weeks("claiming work for another's task", 100, random -> Attacks.claimer(friends));
    weeks("farming uptime", 100, random -> Attacks.idler());
    weeks("claiming absurd speed", 100, random -> Attacks.racer());
    weeks("leaving after the commitment", 100, random -> Attacks.deserterAfterCommit());
    weeks("leaving when asked to reveal", 100, random -> Attacks.deserterAfterOpen());
    weeks("withholding the reveal", 100, random -> Attacks.withholder());
  }

  private void weeks(String name, int perMille, Function<SimRandom, Conduct> conduct) {
    add(name, new Attack(History.WEEKS, TASKS, new Kind("attacker", perMille, conduct)));
  }

  private void add(String name, Attack attack) {
    attacks.put(name, attack);
  }

  /** Names of all attacks, what is without any first. */
  List<String> names() {
    return new ArrayList<>(attacks.keySet());
  }

  /** What an attack came to. */
  record Finding(String attack, Outcome outcome, NodeTally attackers, NodeTally honest) {
    /** Results on record beyond one per accepted task, in percent. */
    double extraPercent() {
      long accepted = outcome.end().accepted();
      return 100.0 * (outcome.end().results() - accepted) / accepted;
    }

    /** What an attacker's session earned, paid or held, in percent of an honest one's. */
    double incomePercent() {
      double each = (double) (attackers.paid + attackers.held) / Math.max(1, attackers.joins);
      return 100 * each * honest.joins / (honest.paid + honest.held);
    }

    /** Simulated time until all work was done. */
    double seconds() {
      return outcome.workMillis() / 1e3;
    }
  }

  /** Plays one attack. */
  Finding play(String name) {
    Attack attack = attacks.get(name);
    if (attack == null) {
      throw new IllegalArgumentException("attack " + name + ", wanted one of " + names());
    }
    Mix mix = new Mix(name, List.of(attack.attackers), Habits.ORDINARY, attack.history);
    Outcome outcome = new Population(SEED, attack.size(), mix).play(pulse -> {});
    NodeTally attackers = new NodeTally();
    outcome
        .kinds()
        .forEach(
            (kind, tally) -> {
              if (!kind.equals(Mix.HONEST)) {
                attackers.add(tally);
              }
            });
    return new Finding(
        name, outcome, attackers, outcome.kinds().getOrDefault(Mix.HONEST, new NodeTally()));
  }

  /** A row of the table in docs/attacks.md. */
  static String row(Finding finding) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %d | %d | %d | %.1f %% | %.1f %% | %.1f s |",
        finding.attack,
        finding.attackers.joins,
        finding.attackers.barred,
        finding.attackers.results,
        finding.attackers.wrongAccepted,
        finding.outcome.end().wrong(),
        finding.incomePercent(),
        finding.extraPercent(),
        finding.seconds());
  }

  /** Prints the table. */
  public static void main(String[] arguments) {
    AttackLab lab = new AttackLab();
    for (String attack : lab.names()) {
      Finding finding = lab.play(attack);
      System.out.println(row(finding) + " " + finding.outcome.problem());
    }
  }
}
