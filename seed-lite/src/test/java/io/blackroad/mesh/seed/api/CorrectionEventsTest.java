package io.blackroad.mesh.seed.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.Coordinator;
import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.conformance.SampleChain;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.seed.http.Workers;
import io.blackroad.mesh.seed.store.SqliteSeedStore;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.task.TokenBatch;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Iterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Corrections as a follower hears of them while they happen. */
@Timeout(30)
class CorrectionEventsTest {
  private static final String JOB = "j_00000000000000aa";
  private static final int TEXTS = 200;

  @TempDir Path data;
  private SqliteSeedStore store;
  private EventLog log;
  private JobBoard board;
  private final Workers workers = new Workers();
  private final BlockingQueue<Long> durable = new LinkedBlockingQueue<>();
  private final Iterator<LoggedEntry> entries =
      SampleChain.entries(9, new SeededBytes(1)).iterator();

  /** A coordinator that is never asked. */
  private static final class NoMesh implements Mesh {
    @Override
    public <T extends @Nullable Object> CompletableFuture<T> ask(
        Function<Coordinator, T> question) {
      return new CompletableFuture<>();
    }
  }

  @BeforeEach
  void open() throws Exception {
    store = SqliteSeedStore.open(data, new Sha256());
    log = store.start(durable::add, cause -> {});
    board = new JobBoard(new NoMesh(), InstantSource.system(), 10);
    store(
        draft -> {
          TokenBatch inputs = new TokenBatch(Collections.nCopies(TEXTS, new int[] {101, 102}));
          draft.jobsAdmitted.add(
              new Job(
                  JOB,
                  "words",
                  Confidence.OFF,
                  false,
                  "a test",
                  "addr:",
                  NodeLimits.TASK_TOKENS_MAX,
                  inputs));
          for (int i = 0; i < TEXTS; i++) {
            draft.outputs.add(output(i, 0));
          }
          draft.jobsEnded.add(JOB);
        });
  }

  @AfterEach
  void close() {
    workers.close();
    store.close();
  }

  private static AcceptedOutput output(int shard, float value) {
    Tensor vector = Tensor.ofVectors(new float[] {value, 1}, 2);
    return new AcceptedOutput(JOB, "t_" + shard, shard, shard, 1, "n_a", vector);
  }

  private void store(Consumer<LogBatch.Draft> content) throws Exception {
    LogBatch.Draft draft = new LogBatch.Draft();
    draft.entries.add(entries.next());
    content.accept(draft);
    log.append(draft.batch());
    durable.poll(30, TimeUnit.SECONDS);
  }

  private void correct(int shard, float value) throws Exception {
    AcceptedOutput output = output(shard, value);
    store(draft -> draft.corrections.add(output));
    board.corrected(output);
  }

  private CorrectionEvents following(int told) {
    CorrectionEvents.Sources sources = new CorrectionEvents.Sources(board, store.jobs(), workers);
    return new CorrectionEvents(sources, JOB, told);
  }

  /** Asks as an event loop does, until there is something. */
  private static String next(CorrectionEvents events) {
    String due = events.due();
    while (due.isEmpty()) {
      Thread.onSpinWait();
      due = events.due();
    }
    return due;
  }

  @Test
  void tellsWhatIsCorrectedWhileSomebodyFollows() throws Exception {
    CorrectionEvents events = following(0);
    correct(7, 5);
    String first = next(events);
    assertTrue(first.startsWith("event: corrected\nid: 200.1\ndata: {"), first);
    assertTrue(first.contains("\"texts\":[{\"first\":7,\"count\":1}]"), first);
    correct(8, 5);
    String second = next(events);
    assertTrue(second.contains("\"texts\":[{\"first\":8,\"count\":1}]"), second);
    assertTrue(second.contains("corrected_since=1\""), second);
    assertEquals(2, events.told());
  }

  /** A reader on another thread may be done between a look for what is due and this question. */
  @Test
  void whatNobodyWasHandedIsNotTold() throws Exception {
    CorrectionEvents events = following(0);
    correct(7, 5);
    assertEquals("", events.due());
    workers.close(); // waits for the reader
    assertEquals(0, events.told());
    assertTrue(events.due().startsWith("event: corrected\nid: 200.1\n"));
    assertEquals(1, events.told());
  }

  @Test
  void manyAreToldInPiecesAndNoneTwice() throws Exception {
    store(
        draft -> {
          for (int i = 0; i < 150; i++) {
            draft.corrections.add(output(i, 5));
          }
        });
    CorrectionEvents events = following(20);
    StringBuilder told = new StringBuilder();
    while (events.told() < 150) {
      told.append(next(events));
    }
    told.append(events.due());
    int texts = told.toString().split("\"first\":", -1).length - 1;
    assertEquals(130, texts);
    assertEquals(3, told.toString().split("event: corrected", -1).length - 1);
  }

  @Test
  void noticesThatTheJobWasForgotten() throws Exception {
    CorrectionEvents events = following(0);
    store.jobs().forget(JOB);
    board.corrected(output(0, 1));
    while (!events.gone()) {
      assertEquals("", events.due());
      Thread.onSpinWait();
    }
  }
}
