package io.blackroad.mesh.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated population is made of.
 *
 * @param name on the command line
 * @param kinds who comes, by their shares; whoever is left is honest
 * @param habits how visitors come and go
 * @param history what the seed knows of its visitors when the run begins
 */
public record Mix(String name, List<Kind> kinds, Habits habits, History history) {
  /** Kind of the visitors that do what they are asked to. */
  static final String HONEST = "honest";

  /**
   * One kind of visitor.
   *
   * @param perMille of all who come
   * @param prefixes networks that they come from; 0 for as many as everybody else
   * @param conduct of one of them
   */
  record Kind(String name, int perMille, int prefixes, Function<SimRandom, Conduct> conduct) {
    Kind(String name, int perMille, Function<SimRandom, Conduct> conduct) {
      this(name, perMille, 0, conduct);
    }
  }

  /**
   * What the seed knows of its visitors when the run begins.
   *
   * @param honestPercent of the honest ones whose results were confirmed before
   * @param attackersPercent of all others
   * @param passed how many results each of them had confirmed
   */
  record History(int honestPercent, int attackersPercent, long passed) {
    /** A new seed: it knows nobody. */
    static final History NONE = new History(0, 0, 0);

    /** A seed of some weeks: most visitors keep a device key, and are proven. */
    static final History WEEKS = new History(95, 0, 5_000);

    /** As above; and the attackers have been honest for as long. */
    static final History BETRAYAL = new History(95, 100, 5_000);
  }

  /**
   * How visitors come and go.
   *
   * @param medianSeconds of a session; lengths are Weibull distributed with shape 0.65, as times on
   *     a page are (Liu, White, Dumais, SIGIR 2010: most leave soon, who stays stays)
   * @param silentPercent leave without a goodbye: crash, dead battery, frozen tab
   * @param keptPercent keep a device key and come back as who they were
   * @param line of every visitor
   * @param partitionPercent of the visitors lose the seed together once a minute, for up to 10 s
   */
  record Habits(
      int medianSeconds,
      int silentPercent,
      int keptPercent,
      SimLine.Quality line,
      int partitionPercent) {
    static final Habits ORDINARY = new Habits(300, 20, 30, SimLine.Quality.HOME, 0);

    /** Visitors that stay: what the mesh costs by itself. */
    static final Habits CALM = new Habits(86_400, 0, 100, SimLine.Quality.HOME, 0);

    /** Short visits on bad lines, and partitions. */
    static final Habits STORM = new Habits(60, 50, 20, new SimLine.Quality(20, 300, 2_000), 20);
  }

  /** All names. */
  public static final List<String> NAMES =
      List.of(
          "ordinary",
          "honest",
          "calm",
          "storm",
          "proven",
          "betrayal",
          "saboteurs",
          "colluders",
          "everything");

  /** The mix of that name, made anew, since attackers may know each other; or null. */
  public static @Nullable Mix named(String name) {
    return switch (name) {
      case "ordinary" -> of(name, Habits.ORDINARY, new Kind("liar", 10, Mix::liar), late(10));
      case "honest" -> of(name, Habits.ORDINARY);
      case "calm" -> of(name, Habits.CALM);
      case "storm" -> of(name, Habits.STORM, new Kind("liar", 20, Mix::liar));
      case "proven" ->
          new Mix(name, List.of(new Kind("liar", 10, Mix::liar)), Habits.ORDINARY, History.WEEKS);
      case "betrayal" ->
          new Mix(
              name, List.of(new Kind("traitor", 20, Mix::liar)), Habits.ORDINARY, History.BETRAYAL);
      case "saboteurs" -> of(name, Habits.ORDINARY, new Kind("liar", 200, Mix::liar));
      case "colluders" ->
          of(name, Habits.ORDINARY, new Kind("colluder", 200, random -> Attacks.colluder()));
      case "everything" -> of(name, Habits.ORDINARY, everything());
      default -> null;
    };
  }

  static Mix of(String name, Habits habits, Kind... kinds) {
    return new Mix(name, List.of(kinds), habits, History.NONE);
  }

  static Conduct liar(SimRandom random) {
    return Attacks.liar(0, 0.1f + random.below(1_000) / 1_000f);
  }

  static Kind late(int perMille) {
    return new Kind(
        "late liar", perMille, random -> Attacks.liar(50, 0.1f + random.below(1_000) / 1_000f));
  }

  private static Kind[] everything() {
    List<SimPeer> friends = new ArrayList<>();
    return new Kind[] {
      new Kind("liar", 20, Mix::liar),
      late(20),
      new Kind("colluder", 20, random -> Attacks.colluder()),
      new Kind("sybil", 20, 3, random -> Attacks.colluder()),
      new Kind("copier", 10, random -> Attacks.copier()),
      new Kind("replayer", 10, random -> Attacks.replayer()),
      new Kind("claimer", 10, random -> Attacks.claimer(friends)),
      new Kind("idler", 10, random -> Attacks.idler()),
      new Kind("racer", 10, random -> Attacks.racer()),
      new Kind("deserter after commit", 10, random -> Attacks.deserterAfterCommit()),
      new Kind("deserter after open", 10, random -> Attacks.deserterAfterOpen()),
      new Kind("withholder", 10, random -> Attacks.withholder())
    };
  }
}
