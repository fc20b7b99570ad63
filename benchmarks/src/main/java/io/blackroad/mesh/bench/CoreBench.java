package io.blackroad.mesh.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the JMH benchmarks of package {@code core} and gathers what they measured. */
final class CoreBench {
  private static final List<String> HASHED_BYTES = List.of("64", "1024", "1048576");

  private final boolean quick;

  CoreBench(boolean quick) {
    this.quick = quick;
  }

  /** Runs all; {@code models} is the folder of the seed's model files. */
  Findings run(Path models) throws RunnerException {
    Path tokenizer = models.resolve(Workload.QUANTISED).resolve("tokenizer.json");
    OptionsBuilder options = new OptionsBuilder();
    options
        .include("io\\.blackroad\\.mesh\\.bench\\.core\\..*")
        .mode(Mode.Throughput)
        .forks(quick ? 1 : 3)
        .warmupIterations(quick ? 1 : 3)
        .warmupTime(TimeValue.seconds(1))
        .measurementIterations(quick ? 1 : 5)
        .measurementTime(TimeValue.seconds(1))
        .jvmArgsAppend("-Dmesh.tokenizer=" + tokenizer)
        .shouldFailOnError(true);
    Map<String, Samples> rates = rates(new Runner(options.build()).run());
    Findings findings = new Findings();
    findings.begin("core");
    rates.forEach((name, rate) -> findings.add(name, what(name), rate, "/s"));
    for (String bytes : HASHED_BYTES) {
      findings.add(
          "sha256OverJdk" + bytes,
          "SHA-256 of " + bytes + " bytes: ours / JDK's",
          ratio(rates, "HashBenchmark.ours " + bytes, "HashBenchmark.jdk " + bytes),
          "times");
    }
    return findings;
  }

  /** What one operation is. */
  private static String what(String name) {
    return switch (name) {
      case "MeshBenchmark.tasksByQuorum" ->
          "tasks through coordinator and 20 simulated nodes, one thread";
      case "TokenizerBenchmark.tokens" -> "tokens";
      case "WireBenchmark.append" -> "log entries appended to the chain";
      case "WireBenchmark.assignThereAndBack" ->
          "assign frames written and read, 11 texts of 70 tokens";
      case "WireBenchmark.revealThereAndBack" ->
          "reveal frames written and read, 11 vectors of 384";
      case "WireBenchmark.jsonRead" -> "log entries read from canonical JSON";
      case "WireBenchmark.jsonWrite" -> "log entries written as canonical JSON";
      default ->
          name.replace("HashBenchmark.ours", "SHA-256, ours, bytes:")
              .replace("HashBenchmark.jdk", "SHA-256, JDK's, bytes:");
    };
  }

  private static double ratio(Map<String, Samples> rates, String above, String below) {
    Samples ours = rates.get(above);
    Samples theirs = rates.get(below);
    if (ours == null || theirs == null) {
      throw new IllegalStateException("not measured: " + above + " or " + below);
    }
    return ours.median() / theirs.median();
  }

  /** Operations a second of each iteration, by benchmark and its parameters. */
  private static Map<String, Samples> rates(Collection<RunResult> results) {
    Map<String, Samples> rates = new LinkedHashMap<>();
    for (RunResult result : results) {
      List<Double> values = new ArrayList<>();
      result
          .getBenchmarkResults()
          .forEach(
              fork ->
                  fork.getIterationResults()
                      .forEach(iteration -> values.add(score(iteration.getPrimaryResult()))));
      rates.put(name(result), new Samples(values));
    }
    return rates;
  }

  private static double score(Result<?> result) {
    return result.getScore();
  }

  private static String name(RunResult result) {
    String path = result.getParams().getBenchmark();
    String name = path.substring(path.lastIndexOf('.', path.lastIndexOf('.') - 1) + 1);
    StringBuilder full = new StringBuilder(name);
    for (String key : result.getParams().getParamsKeys()) {
      full.append(' ').append(result.getParams().getParam(key));
    }
    return full.toString();
  }
}
