package io.blackroad.mesh.sim;

import io.blackroad.mesh.CheckpointStore;
import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.seal.GrantDesk;
import io.blackroad.mesh.seal.SealedEngine;
import io.blackroad.mesh.seal.SealedJob;
import io.blackroad.mesh.seal.SealedModel;
import io.blackroad.mesh.seal.Want;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.task.TokenBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A submitter of a sealed job, nodes that can compute it, and the seed's desk between them. */
public final class SealedMesh {
  private static final long POLL_MILLIS = 200;
  private static final String JOB_ID = "j_0000000000000001";

  private final Simulation simulation;
  private final SealedJob.Secret secret;
  private final SealedJob submitter;
  private final Job plain;
  private GrantDesk desk = new GrantDesk();
  private boolean away;
  private boolean knows;
  private UnaryOperator<Want> seedsWord = want -> want;

  /** What the submitter asked, by node and block. */
  public final List<Want> wants = new ArrayList<>();

  /** Jobs that the desk called forsaken. */
  public final List<String> forsaken = new ArrayList<>();

  /**
   * @param texts of the job, which {@link #submit} submits
   */
  public SealedMesh(Simulation simulation, int texts) {
    this.simulation = simulation;
    this.plain = Jobs.of(JOB_ID, texts, Confidence.QUORUM, new SimRandom(11));
    this.secret = SealedJob.Secret.drawn(simulation.random(), new SimDigest());
    this.submitter =
        new SealedJob(
            new SealedJob.Ports(new SimSealCrypto(simulation), new SimDigest(), SimKey.CHECK),
            secret,
            Simulation.MODEL,
            texts);
    poll();
  }

  /** A visitor whose engine behaves in that manner. */
  public SimNode visitor(SimEngine.Manner manner) {
    SimKey key = SimKey.drawn(simulation.random);
    SimEngine engine = new SimEngine(simulation.clock, "sim-wasm", 500, manner, 0.3f);
    SealedEngine sealed =
        new SealedEngine(
            engine,
            new SealedEngine.Ports(new SimSealCrypto(simulation), new SimDigest(), key, this::ask));
    return simulation.add(
        new SimNode(simulation, sealed, new SimNode.Birth(key, CheckpointStore.NONE, 100, false)));
  }

  /** An honest visitor. */
  public SimNode visitor() {
    return visitor(SimEngine.Manner.HONEST);
  }

  private void ask(Want want, Consumer<Want.Answer> done) {
    Want said = seedsWord.apply(want);
    simulation.after(
        5,
        () ->
            desk.ask(
                said,
                answer -> simulation.after(5, () -> done.accept(answer)),
                simulation.nowMillis()));
  }

  /** The seed passes on other questions than it was asked. */
  public void forge(UnaryOperator<Want> word) {
    seedsWord = word;
  }

  private void poll() {
    long now = simulation.nowMillis();
    if (!away && simulation.seed() != null) {
      if (!knows) {
        desk.open(secret.job(), now);
      }
      for (Want want : desk.attend(secret.job(), !knows, now)) {
        wants.add(want);
        GrantDesk asked = desk;
        submitter.grant(
            want, answer -> simulation.after(5, () -> asked.answer(want.asked(), answer)));
      }
      knows = true;
    }
    forsaken.addAll(desk.sweep(now));
    simulation.after(POLL_MILLIS, this::poll);
  }

  /** The submitter's process is paused, or goes on. */
  public void away(boolean gone) {
    away = gone;
    knows = false;
  }

  /** What a desk remembers dies with its seed; nodes that wait see their questions fail. */
  public void killSeed() {
    simulation.killSeed();
    GrantDesk dead = desk;
    desk = new GrantDesk();
    dead.close(secret.job());
    knows = false;
  }

  /** Seals the job and submits it to the mesh. */
  public Job submit() {
    int[][] rows = new int[plain.inputs().size()][];
    for (int text = 0; text < rows.length; text++) {
      int at = text;
      submitter.row(text, plain.inputs().sequences().get(text), ids -> rows[at] = ids);
    }
    simulation.runUntil(() -> rows[rows.length - 1] != null, 10_000);
    Job job =
        new Job(
            JOB_ID,
            SealedModel.of(Simulation.MODEL).name(),
            Confidence.QUORUM,
            false,
            "sealed texts",
            "",
            NodeLimits.TASK_TOKENS_MAX,
            new TokenBatch(Arrays.asList(rows)));
    simulation.submit(job);
    return job;
  }

  /** Opens all outputs; what is wrong with the first wrong one, or empty. */
  public String problem() {
    SealedJob.@Nullable Opened[] opened = new SealedJob.Opened[plain.inputs().size()];
    int columns = SealedModel.of(Simulation.MODEL).dimensions();
    for (AcceptedOutput output : new Audit(simulation).outputs()) {
      float[] values = output.output().floats();
      for (int row = 0; row < values.length / columns; row++) {
        int text = output.firstText() + row;
        float[] one = Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
        submitter.vector(text, one, found -> opened[text] = found);
      }
    }
    simulation.run(100);
    for (int text = 0; text < opened.length; text++) {
      float[] right =
          SimEngine.honest(plain.inputs().sequences().get(text), Simulation.MODEL.dimensions());
      if (!(opened[text] instanceof SealedJob.Opened.Vector vector)) {
        return "text " + text + ": " + opened[text];
      }
      if (!Arrays.equals(right, vector.values())) {
        return "text " + text + " has another vector than the open job's";
      }
    }
    return "";
  }

  /** The texts' token ids. */
  public List<int[]> texts() {
    return plain.inputs().sequences();
  }
}
