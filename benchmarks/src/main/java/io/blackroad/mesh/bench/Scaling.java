package io.blackroad.mesh.bench;

import io.blackroad.mesh.demo.Visitor;
import io.blackroad.mesh.demo.Visitors;
import java.util.ArrayList;
import java.util.List;

/** More visitors on this one machine, and how long a person waits while they are busy. */
final class Scaling {
  private static final int VISITORS_MAX = 3;
  private static final int SEARCHES_MAX = 20;

  private final BenchPlan plan;
  private final BenchSeed seed;
  private final Visitors visitors;
  private final Workload workload;

  Scaling(BenchPlan plan, BenchSeed seed, Visitors visitors, Workload workload) {
    this.plan = plan;
    this.seed = seed;
    this.visitors = visitors;
    this.workload = workload;
  }

  void run(Findings findings) {
    List<String> texts = workload.texts(plan.texts());
    List<Visitor> present = new ArrayList<>();
    for (int count = 1; count <= VISITORS_MAX; count++) {
      Visitor visitor = visitors.open(seed.url());
      visitor.consent(100);
      visitor.awaitReady();
      present.add(visitor);
      seed.embed(texts.subList(0, 16 * count), Workload.QUANTISED, "off");
      Samples pace = pace(texts, "off");
      findings.add("visitors" + count, visitors(count) + ", confidence off", pace, "texts/s");
      plan.say("scaling: " + visitors(count) + ", " + Figure.text(pace) + " texts/s");
    }
    findings.add("quorum", VISITORS_MAX + " visitors, quorum", pace(texts, "quorum"), "texts/s");
    searches(texts, findings);
    present.forEach(Visitor::leave);
  }

  private static String visitors(int count) {
    return count == 1 ? "1 visitor" : count + " visitors";
  }

  private Samples pace(List<String> texts, String confidence) {
    List<Double> paces = new ArrayList<>();
    for (int round = 0; round < Math.max(2, plan.rounds() - 2); round++) {
      long started = System.nanoTime();
      seed.embed(texts, Workload.QUANTISED, confidence);
      paces.add(texts.size() * 1e9 / (System.nanoTime() - started));
    }
    return new Samples(paces);
  }

  private void searches(List<String> texts, Findings findings) {
    List<Double> calm = new ArrayList<>();
    for (int i = 0; i < SEARCHES_MAX; i++) {
      calm.add(searchMillis(i));
    }
    String batch = seed.client().submit(texts, Workload.QUANTISED, "quorum", "a benchmark");
    List<Double> busy = new ArrayList<>();
    while (busy.size() < SEARCHES_MAX && runs(batch)) {
      busy.add(searchMillis(busy.size()));
    }
    seed.await(batch);
    Samples waits = new Samples(busy);
    findings.add("searchIdle", "a search while the mesh is idle", new Samples(calm), "ms");
    findings.add("searchBusy", "a search while a batch job runs on 3 visitors", waits, "ms");
    findings.add("searchBusyP95", "… 95 of 100 within", waits.quantile(0.95), "ms");
    findings.add("searches", "searches beside the batch job", busy.size(), "");
  }

  private boolean runs(String job) {
    var state = seed.client().job(job);
    return state.path("done").asInt() < state.path("texts").asInt();
  }

  private double searchMillis(int number) {
    List<String> queries = workload.queries();
    long started = System.nanoTime();
    seed.client().embed(queries.get(number % queries.size()), Workload.QUANTISED);
    return (System.nanoTime() - started) / 1e6;
  }
}
