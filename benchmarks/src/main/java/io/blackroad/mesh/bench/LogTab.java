package io.blackroad.mesh.bench;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.merkle.TreeProver;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.seed.JcaDigest;
import io.blackroad.mesh.sim.SimRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How long a tab takes to verify that an entry is in a long log, and that the log it knew is its
 * beginning: node-core's classes as WebAssembly, each pair of proofs about other entries and sizes.
 */
final class LogTab implements BenchPart<LogPlan> {
  private static final int PAIRS = 400;
  private static final int PAIRS_QUICK = 40;
  private static final double MILLIS_MAX = 1;
  private static final double MOST = 0.99;

  private final Digest digest = new JcaDigest();

  @Override
  public String name() {
    return "tab";
  }

  @Override
  public void run(LogPlan plan, Findings findings) {
    long entries = plan.entries();
    plan.say("tab: a tree over " + entries + " synthetic entries");
    SyntheticTree tree = new SyntheticTree(entries, digest);
    String proofs = proofs(tree, entries, plan.quick() ? PAIRS_QUICK : PAIRS);
    LogPage.Verified verified;
    try (LogPage page = LogPage.open(plan.root())) {
      verified = page.verify(proofs);
    }
    Samples once = verified.once();
    Samples steady = verified.steady();
    findings.add("verify", "inclusion and consistency verified in a tab", once, "ms");
    findings.add("verifyMost", "the 99th percentile of that", once.quantile(MOST), "ms");
    findings.add("steadyMost", "the same, each the median of 5", steady.quantile(MOST), "ms");
    findings.add("pairs", "pairs of proofs", steady.values().size(), "");
    findings.judge(
        Target.atMost(
            "log: both proofs at "
                + entries
                + " entries in a tab (99th percentile of medians of 5)",
            steady.quantile(MOST),
            MILLIS_MAX,
            "ms"));
  }

  /** Lines as {@code ProofLines} reads them. */
  private String proofs(SyntheticTree tree, long entries, int pairs) {
    TreeProver prover = new TreeProver(tree, digest);
    SimRandom random = new SimRandom(1);
    List<String> lines = new ArrayList<>();
    String root2 = Hex.of(prover.root(entries));
    for (int i = 0; i < pairs; i++) {
      long index = Math.floorMod(random.nextLong(), entries);
      long size1 = 1 + Math.floorMod(random.nextLong(), entries - 1);
      lines.add(
          String.join(
              " ",
              Long.toString(index),
              Long.toString(size1),
              Long.toString(entries),
              Hex.of(tree.leaf(index)),
              Hex.of(prover.root(size1)),
              root2,
              joined(prover.inclusion(index, entries).path()),
              joined(prover.consistency(size1, entries).path())));
    }
    return String.join("\n", lines);
  }

  private static String joined(List<byte[]> path) {
    return path.stream().map(Hex::of).collect(Collectors.joining(","));
  }
}
