package io.blackroad.mesh.bench;

import io.blackroad.mesh.sim.Scenario;
import io.blackroad.mesh.sim.Scenario.Outcome;
import io.blackroad.mesh.sim.Scenario.Size;
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
      "Exits with 1 when one is broken.",
      ""
    })
public final class SimCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "SEED",
      description = "which mesh; the same number is the same run")
  private @Nullable Long seed;

  @Option(
      names = "--search",
      paramLabel = "N",
      description = "play N meshes from SEED (default 1) on and stop at the first that breaks")
  private @Nullable Integer search;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      description = "visitors, at least 4 (default: what the seed number gives)")
  private @Nullable Integer nodes;

  @Option(
      names = "--texts",
      paramLabel = "N",
      description = "texts of the job (default: what the seed number gives)")
  private @Nullable Integer texts;

  @Option(names = "--quiet", description = "print the last line only")
  private boolean quiet;

  /** Made by picocli, which fills the rest in. */
  SimCommand() {
    this.spec = CommandSpec.create();
  }

  /** Exits with 0, 1 when an invariant is broken, or 2 for wrong usage. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SimCommand()).execute(arguments));
  }

  @Override
  public Integer call() {
    Size size = size();
    PrintWriter out = spec.commandLine().getOut();
    if (search != null) {
      return search(out, seed == null ? 1 : seed, size);
    }
    if (seed == null) {
      throw wrong("Say which mesh: ./mesh sim SEED, or search for a broken one: --search N");
    }
    Outcome outcome = Scenario.play(seed, size);
    Timeline timeline = new Timeline(outcome);
    if (!quiet) {
      timeline.lines().forEach(out::println);
    }
    out.println(timeline.summary());
    out.flush();
    return outcome.problem().isEmpty() ? 0 : 1;
  }

  private int search(PrintWriter out, long from, Size size) {
    int count = search == null ? 0 : search;
    if (count < 1) {
      throw wrong("--search " + count + ", wanted at least 1");
    }
    for (long number = from; number < from + count; number++) {
      Outcome outcome = Scenario.play(number, size);
      if (!quiet || !outcome.problem().isEmpty()) {
        out.println(new Timeline(outcome).summary());
        out.flush();
      }
      if (!outcome.problem().isEmpty()) {
        return 1;
      }
    }
    out.println(count + " meshes played, from seed " + from + " on: every invariant held");
    out.flush();
    return 0;
  }

  private Size size() {
    try {
      return new Size(nodes, texts);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException wrong(String reason) {
    return new ParameterException(spec.commandLine(), reason);
  }
}
