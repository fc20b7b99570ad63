package io.blackroad.mesh.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.admit.TaskSplitter;
import io.blackroad.mesh.conformance.SampleChain;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.task.Task;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.task.TokenBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What every {@link Records} has to keep; one subclass per platform. */
public abstract class RecordsContract {
  private static final String JOB = "j_00000000000000aa";
  private static final String LIAR = "n_" + "1".repeat(32);
  private static final String OTHER = "n_" + "2".repeat(32);
  private static final int DIMENSIONS = 4;

  /** Four tasks of a text each. */
  private static final List<Task> TASKS = new TaskSplitter(new Sha256()).split(job(JOB));

  private final List<LoggedEntry> entries = SampleChain.entries(40, new SeededBytes(1));
  private int next;

  /** An empty store. */
  protected abstract Subject open() throws Exception;

  /** Records under test, beside the log that fills them. */
  public interface Subject {
    EventLog log();

    Records records();

    /** Waits until entry {@code seq} is durable. */
    void awaitDurable(long seq) throws Exception;

    /** Is the coordinator's thread until {@code answer} is there; returns it. */
    <T> T driveUntil(CompletableFuture<T> answer) throws Exception;
  }

  @Test
  void aNodeThatNobodyKnowsIsFresh() throws Exception {
    assertEquals(Standing.fresh(LIAR), standing(open(), LIAR));
  }

  @Test
  void aStandingIsFoundAsItWasLastStored() throws Exception {
    Subject subject = open();
    Standing first = new Standing(LIAR, 3, 1, "", 700, 20, new Standing.Accrual(9, 20_000, 720));
    Standing last = new Standing(LIAR, 4, 2, "It lied.", 0, 0, Standing.Accrual.NONE);
    store(subject, draft -> draft.standings.add(first));
    assertEquals(first, standing(subject, LIAR));
    store(subject, draft -> draft.standings.add(last));
    assertEquals(last, standing(subject, LIAR));
    assertEquals(Standing.fresh(OTHER), standing(subject, OTHER));
  }

  @Test
  void callsReturnAtOnceAndAnswersComeOnceOnTheCoordinatorsThread() throws Exception {
    Subject subject = open();
    Thread caller = Thread.currentThread();
    List<Thread> answered = new ArrayList<>();
    CompletableFuture<Standing> answer = new CompletableFuture<>();
    subject
        .records()
        .standing(
            LIAR,
            standing -> {
              answered.add(Thread.currentThread());
              answer.complete(standing);
            });
    assertFalse(answer.isDone(), "answered within the call");
    subject.driveUntil(answer);
    standing(subject, OTHER);
    assertEquals(1, answered.size());
    assertSame(caller, answered.get(0));
  }

  @Test
  void whatRestsOnOneNodesWordIsFoundNewestFirst() throws Exception {
    Subject subject = open();
    store(subject, draft -> draft.jobsAdmitted.add(job(JOB)));
    store(subject, draft -> draft.outputs.add(output(0, LIAR, 1)));
    store(subject, draft -> draft.outputs.add(output(1, "", 2)));
    store(subject, draft -> draft.outputs.add(output(2, OTHER, 3)));
    store(subject, draft -> draft.outputs.add(output(3, LIAR, 4)));
    List<Unconfirmed> found = unconfirmed(subject, LIAR, 9);
    assertEquals(List.of(output(3, LIAR, 4), output(0, LIAR, 1)), outputs(found));
    assertSameTask(3, found.get(0).task());
    assertSameTask(0, found.get(1).task());
    assertEquals(List.of(output(3, LIAR, 4)), outputs(unconfirmed(subject, LIAR, 1)));
    assertEquals(List.of(), unconfirmed(subject, "n_" + "3".repeat(32), 9));
  }

  @Test
  void itIsStillFoundOnceItsJobHasEnded() throws Exception {
    Subject subject = open();
    store(subject, draft -> draft.jobsAdmitted.add(job(JOB)));
    store(
        subject,
        draft -> {
          draft.outputs.add(output(0, LIAR, 1));
          draft.jobsEnded.add(JOB);
        });
    List<Unconfirmed> found = unconfirmed(subject, LIAR, 9);
    assertEquals(List.of(output(0, LIAR, 1)), outputs(found));
    assertSameTask(0, found.get(0).task());
  }

  @Test
  void whatWasCorrectedRestsOnWhoeverVouchesForItNow() throws Exception {
    Subject subject = open();
    store(subject, draft -> draft.jobsAdmitted.add(job(JOB)));
    store(subject, draft -> draft.outputs.addAll(List.of(output(0, LIAR, 1), output(1, LIAR, 2))));
    store(subject, draft -> draft.corrections.add(output(0, "", 3)));
    assertEquals(List.of(output(1, LIAR, 2)), outputs(unconfirmed(subject, LIAR, 9)));
    store(subject, draft -> draft.corrections.add(output(1, OTHER, 2)));
    assertEquals(List.of(), unconfirmed(subject, LIAR, 9));
    assertEquals(List.of(output(1, OTHER, 2)), outputs(unconfirmed(subject, OTHER, 9)));
  }

  @Test
  void itSaysWhatTheNodeWasRewarded() throws Exception {
    Subject subject = open();
    store(subject, draft -> draft.jobsAdmitted.add(job(JOB)));
    String key = "reward/" + TASKS.get(0).id() + "/" + LIAR;
    store(
        subject,
        draft -> {
          draft.outputs.addAll(List.of(output(0, LIAR, 1), output(1, LIAR, 2)));
          draft.postings.add(new Posting(key, "treasury", LIAR, 42, 1));
        });
    List<Unconfirmed> found = unconfirmed(subject, LIAR, 9);
    assertEquals(List.of(42L, 0L), List.of(found.get(1).units(), found.get(0).units()));
  }

  @Test
  void suspectsAreBarredNodesThatSomethingStillRestsOn() throws Exception {
    Subject subject = open();
    store(subject, draft -> draft.jobsAdmitted.add(job(JOB)));
    store(subject, draft -> draft.outputs.addAll(List.of(output(0, LIAR, 1), output(1, OTHER, 2))));
    store(subject, draft -> draft.standings.addAll(List.of(barred(LIAR), Standing.fresh(OTHER))));
    store(subject, draft -> draft.standings.add(barred("n_" + "3".repeat(32))));
    assertEquals(List.of(LIAR), suspects(subject));
    store(subject, draft -> draft.corrections.add(output(0, "", 3)));
    assertEquals(List.of(), suspects(subject));
  }

  private static Standing barred(String nodeId) {
    return new Standing(nodeId, 0, 0, "It lied.", 0, 0, Standing.Accrual.NONE);
  }

  private static List<String> suspects(Subject subject) throws Exception {
    CompletableFuture<List<String>> answer = new CompletableFuture<>();
    subject.records().suspects(answer::complete);
    return subject.driveUntil(answer);
  }

  @Test
  void aCorrectionOfWhatIsNotThereIsNothing() throws Exception {
    Subject subject = open();
    store(subject, draft -> draft.corrections.add(output(0, LIAR, 1)));
    assertEquals(List.of(), unconfirmed(subject, LIAR, 9));
  }

  private void store(Subject subject, Consumer<LogBatch.Draft> content) throws Exception {
    LogBatch.Draft draft = new LogBatch.Draft();
    LoggedEntry entry = entries.get(next);
    next++;
    draft.entries.add(entry);
    content.accept(draft);
    subject.log().append(draft.batch());
    subject.awaitDurable(entry.entry().seq());
  }

  private static Standing standing(Subject subject, String nodeId) throws Exception {
    CompletableFuture<Standing> answer = new CompletableFuture<>();
    subject.records().standing(nodeId, answer::complete);
    return subject.driveUntil(answer);
  }

  private static List<Unconfirmed> unconfirmed(Subject subject, String nodeId, int countMax)
      throws Exception {
    CompletableFuture<List<Unconfirmed>> answer = new CompletableFuture<>();
    subject.records().unconfirmed(nodeId, countMax, answer::complete);
    return subject.driveUntil(answer);
  }

  private static List<AcceptedOutput> outputs(List<Unconfirmed> found) {
    return found.stream().map(Unconfirmed::output).toList();
  }

  /** It is the task that the job was cut into when it was admitted. */
  private static void assertSameTask(int shard, Task found) {
    Task expected = TASKS.get(shard);
    assertEquals(Tensor.ofTokens(expected.inputs()), Tensor.ofTokens(found.inputs()));
    assertEquals(without(expected), without(found));
  }

  private static Task without(Task task) {
    return new Task(
        task.id(),
        task.jobId(),
        task.shard(),
        task.firstText(),
        task.model(),
        task.confidence(),
        task.interactive(),
        task.purpose(),
        task.submitter(),
        new TokenBatch(List.of()));
  }

  private static Job job(String id) {
    List<int[]> texts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      texts.add(new int[] {101, 2_000 + i, 102});
    }
    TokenBatch inputs = new TokenBatch(texts);
    return new Job(id, "words", Confidence.ofErrorPpm(7), false, "a test", "addr:", 3, inputs);
  }

  private static AcceptedOutput output(int shard, String soleNode, float value) {
    float[] vector = {value, 0, 0, 1};
    int confirmedBy = soleNode.isEmpty() ? 2 : 1;
    Tensor tensor = Tensor.ofVectors(vector, DIMENSIONS);
    return new AcceptedOutput(
        JOB, TASKS.get(shard).id(), shard, shard, confirmedBy, soleNode, tensor);
  }
}
