package io.blackroad.mesh.bench;

import io.blackroad.mesh.sim.Mix;
import io.blackroad.mesh.sim.Population;
import io.blackroad.mesh.sim.Population.Plan;
import io.blackroad.mesh.sim.Scenario;
import io.blackroad.mesh.sim.Scenario.Size;
import io.blackroad.mesh.task.Confidence;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./mesh sim}: plays simulated meshes and checks what must hold in each. */
@Command(
    name = "sim",
    mixinStandardHelpOptions = true,
    description = {
      "Replays the simulated mesh of a seed number, prints its timeline and checks its invariants.",
      "With --tasks or --mix: a population of light nodes, up to thousands, a line for each ten",
      "simulated seconds. Without: a few real nodes and one job, a line for each event.",
      "Exits with 1 when an invariant is broken.",
      ""
    })
public final class SimCommand implements Callable<Integer> {
  private static final int NODES = 1_000;
  private static final long TASKS = 20_000;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "SEED",
      description = "which mesh; the same number is the same run")
  private @Nullable Long seed;

  @Option(
      names = "--search",
      paramLabel = "N",
      description = "play the meshes of N seed numbers and stop at the first that breaks")
  private @Nullable Integer search;

  @Option(
      names = "--first",
      paramLabel = "SEED",
      description = "where the search begins (default: 1)")
  private @Nullable Long first;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      description = "visitors (default: what the seed number gives; a population has 1000)")
  private @Nullable Integer nodes;

  @Option(
      names = "--texts",
      paramLabel = "N",
      description = "texts of the one job of a small mesh (default: what the seed number gives)")
  private @Nullable Integer texts;

  @Option(
      names = "--tasks",
      paramLabel = "N",
      description = "tasks that a population is given (default: 20000)")
  private @Nullable Long tasks;

  @Option(
      names = "--mix",
      paramLabel = "NAME",
      description =
          "what a population is made of: ordinary (default; 2 %% lie), honest, calm (nobody"
              + " leaves), storm (short visits, bad lines), saboteurs (20 %% lie), colluders (20 %%"
              + " tell the same lie), everything (16 %% attackers of twelve kinds)")
  private @Nullable String mix;

  @Option(
      names = "--confidence",
      paramLabel = "NAME",
      defaultValue = "standard",
      description = "of a population's jobs: standard (default), quorum, spot-check, off, 50ppm")
  private String confidence;

  @Option(names = "--quiet", description = "print the last line only")
  private boolean quiet;

  /** Made by picocli, which fills the rest in. */
  SimCommand() {
    this.spec = CommandSpec.create();
    this.confidence = "";
  }

  /** Exits with 0, 1 when an invariant is broken, or 2 for wrong usage. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SimCommand()).execute(arguments));
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    boolean held = search == null ? replay(out) : search(out, search);
    out.flush();
    return held ? 0 : 1;
  }

  private boolean isPopulation() {
    return tasks != null || mix != null;
  }

  private boolean replay(PrintWriter out) {
    if (seed == null) {
      throw wrong("Say which mesh: ./mesh sim SEED, or search for a broken one: --search N");
    }
    return isPopulation() ? population(out, seed, plan()) : scenario(out, seed, size());
  }

  private boolean search(PrintWriter out, int count) {
    if (count < 1) {
      throw wrong("--search " + count + ", wanted at least 1");
    }
    Long from = first == null ? seed : first;
    long begin = from == null ? 1 : from;
    for (long number = begin; number < begin + count; number++) {
      if (!searchOne(out, number)) {
        return false;
      }
    }
    out.println(count + " meshes played, from seed " + begin + " on: every invariant held");
    return true;
  }

  private boolean searchOne(PrintWriter out, long number) {
    if (!isPopulation() && !found(out, number, size())) {
      return false;
    }
    boolean drawn = !isPopulation() && nodes == null && texts == null;
    return !(isPopulation() || drawn) || found(out, number, drawn ? Plan.drawn(number) : plan());
  }

  private boolean found(PrintWriter out, long number, Size size) {
    Scenario.Outcome outcome = Scenario.play(number, size);
    return tell(out, new Timeline(outcome).summary(), outcome.problem(), "./mesh sim " + number);
  }

  private boolean found(PrintWriter out, long number, Plan plan) {
    Population.Outcome outcome = Population.play(number, plan, pulse -> {});
    String summary = plan.mix() + " " + PopulationLines.summary(number, outcome);
    return tell(out, summary, outcome.problem(), plan.replay(number));
  }

  private boolean tell(PrintWriter out, String summary, String problem, String replay) {
    boolean held = problem.isEmpty();
    if (!quiet || !held) {
      out.println(summary);
    }
    if (!held) {
      out.println("replay it: " + replay);
    }
    out.flush();
    return held;
  }

  private boolean scenario(PrintWriter out, long number, Size size) {
    Scenario.Outcome outcome = Scenario.play(number, size);
    Timeline timeline = new Timeline(outcome);
    if (!quiet) {
      timeline.lines().forEach(out::println);
    }
    out.println(timeline.summary());
    return outcome.problem().isEmpty();
  }

  private boolean population(PrintWriter out, long number, Plan plan) {
    PopulationLines lines = new PopulationLines();
    if (!quiet) {
      out.println(PopulationLines.head());
    }
    Population.Outcome outcome =
        Population.play(
            number,
            plan,
            pulse -> {
              if (!quiet) {
                out.println(lines.line(pulse));
                out.flush();
              }
            });
    if (!quiet) {
      PopulationLines.kinds(outcome).forEach(out::println);
    }
    out.println(PopulationLines.summary(number, outcome));
    return outcome.problem().isEmpty();
  }

  private Size size() {
    try {
      return new Size(nodes, texts);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private Plan plan() {
    Confidence wanted = Confidence.ofWireName(confidence);
    if (wanted == null) {
      throw wrong(
          "--confidence " + confidence + ", wanted standard, quorum, spot-check, off or 50ppm");
    }
    String name = mix == null ? "ordinary" : mix;
    if (!Mix.NAMES.contains(name)) {
      throw wrong("--mix " + name + ", wanted one of " + String.join(", ", Mix.NAMES));
    }
    try {
      int count = nodes == null ? NODES : nodes;
      return new Plan(new Population.Size(count, tasks == null ? TASKS : tasks, wanted), name);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException wrong(String reason) {
    return new ParameterException(spec.commandLine(), reason);
  }
}
