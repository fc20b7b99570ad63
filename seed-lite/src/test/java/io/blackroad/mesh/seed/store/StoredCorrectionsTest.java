package io.blackroad.mesh.seed.store;

import static io.blackroad.mesh.seed.store.OpenStore.JOB;
import static io.blackroad.mesh.seed.store.OpenStore.outputs;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.seed.api.JobStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outputs that are put right, what is kept for that, and what is forgotten. */
class StoredCorrectionsTest {
  @TempDir Path data;
  private OpenStore store;

  @BeforeEach
  void open() throws Exception {
    store = new OpenStore(data);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aCorrectionReplacesTheOutputAndCountsOnlyWhenVectorsDiffer() throws Exception {
    store.admit(TestBatches.job(JOB));
    AcceptedOutput alone = alone(TestBatches.output(JOB, 0, 1), "n_a");
    AcceptedOutput other = alone(TestBatches.output(JOB, 1, 1), "n_a");
    store.acceptLast(List.of(alone, other));
    assertEquals(0, store.job(JOB).corrections());
    store.keep(correcting(alone(TestBatches.output(JOB, 0, 2), "")));
    assertEquals(0, store.job(JOB).corrections(), "only who vouches for it is new");
    assertEquals(1, store.job(JOB).textsChecked());
    AcceptedOutput right = shaped(TestBatches.output(JOB, 7, 2), 1);
    store.keep(correcting(right));
    store.reopen();
    assertEquals(1, store.job(JOB).corrections());
    assertEquals(2, store.job(JOB).textsChecked());
    assertEquals(right, store.jobs().outputs(JOB, 1, 1).getFirst());
    assertEquals(List.of(new JobStore.Corrected(1, right)), store.jobs().corrected(JOB, 0, 9));
    assertEquals(List.of(), store.jobs().corrected(JOB, 1, 9));
  }

  @Test
  void correctionsAreNumberedInTheOrderInWhichTheyCame() throws Exception {
    store.admit(TestBatches.job(JOB));
    store.acceptLast(outputs(0, 1));
    store.keep(correcting(shaped(TestBatches.output(JOB, 7, 2), 1)));
    store.keep(correcting(shaped(TestBatches.output(JOB, 8, 2), 0)));
    store.keep(correcting(shaped(TestBatches.output(JOB, 9, 2), 1)));
    assertEquals(
        List.of(2, 3),
        store.jobs().corrected(JOB, 0, 9).stream().map(JobStore.Corrected::revision).toList());
    assertEquals(List.of(0, 1), shards(store.jobs().corrected(JOB, 0, 9)));
    assertEquals(List.of(1), shards(store.jobs().corrected(JOB, 2, 9)));
    assertEquals(List.of(0), shards(store.jobs().corrected(JOB, 0, 1)));
    store.jobs().forget(JOB);
    store.keep(correcting(shaped(TestBatches.output(JOB, 9, 2), 1)));
    assertEquals(List.of(), store.jobs().outputs(JOB, 0, 9), "a forgotten job came back");
  }

  private static List<Integer> shards(List<JobStore.Corrected> corrected) {
    return corrected.stream().map(each -> each.output().shard()).toList();
  }

  private LogBatch correcting(AcceptedOutput output) {
    LogBatch.Draft draft = new LogBatch.Draft();
    draft.corrections.add(output);
    return store.batches().with(draft);
  }

  private static AcceptedOutput alone(AcceptedOutput output, String soleNode) {
    return new AcceptedOutput(
        output.jobId(),
        output.taskId(),
        output.shard(),
        output.firstText(),
        output.confirmedBy(),
        soleNode,
        output.output());
  }

  /** The same vectors as the output of another shard. */
  private static AcceptedOutput shaped(AcceptedOutput output, int shard) {
    return new AcceptedOutput(
        output.jobId(), "t_" + shard, shard, shard, output.confirmedBy(), "", output.output());
  }

  @Test
  void textsAreKeptAsLongAsSomethingRestsOnOneNodesWord() throws Exception {
    store.admit(TestBatches.job(JOB));
    AcceptedOutput alone = alone(TestBatches.output(JOB, 0, 1), "n_a");
    store.acceptLast(List.of(alone));
    assertEquals(1, inputs());
    store.keep(correcting(alone(TestBatches.output(JOB, 0, 2), "")));
    assertEquals(0, inputs());
  }

  private long inputs() throws Exception {
    return store.numbers("SELECT COUNT(*) AS n FROM inputs").getFirst();
  }

  @Test
  void aJobOfManyOutputsIsForgottenWhole() throws Exception {
    store.admit(TestBatches.job(JOB));
    List<AcceptedOutput> many = new ArrayList<>();
    for (int shard = 0; shard < 300; shard++) {
      many.add(TestBatches.output(JOB, shard, 2));
    }
    store.acceptLast(many);
    store.jobs().forget(JOB);
    assertEquals(List.of(0L), store.numbers("SELECT COUNT(*) AS n FROM outputs"));
  }

  @Test
  void outputsOfAJobThatWasBeingForgottenAreGoneAfterARestart() throws Exception {
    store.admit(TestBatches.job(JOB));
    store.acceptLast(outputs(0, 1));
    store.close();
    try (SqlSession session = new SqlSession(Database.open(data, new Sha256()).writer())) {
      session.update("DELETE FROM jobs"); // as the first slice of forgetting leaves it
      session.commit();
    }
    store.reopen();
    assertEquals(List.of(), store.jobs().outputs(JOB, 0, 9));
  }
}
