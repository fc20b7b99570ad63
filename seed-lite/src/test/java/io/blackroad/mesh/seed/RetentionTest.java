package io.blackroad.mesh.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.Chain;
import io.blackroad.mesh.log.EventLog;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.seed.api.SeedOptions;
import io.blackroad.mesh.seed.store.SqliteSeedStore;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.task.TokenBatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A submitter who never reads results fills no disk. */
@Timeout(120)
class RetentionTest {
  /** Jobs that fill the write-ahead log of 16 MB, which is then used again. */
  private static final int UNTIL_STEADY = 12;

  private static final int DIMENSIONS = 384;

  /** Of one task, as most are. */
  private static final int TEXTS = 16;

  private static final int TASKS = 40;
  private static final long JOB_BYTES = 4L * DIMENSIONS * TEXTS * TASKS;

  @TempDir Path data;
  private SqliteSeedStore store;
  private EventLog log;
  private Chain chain;
  private final LinkedBlockingQueue<Long> durable = new LinkedBlockingQueue<>();

  @BeforeEach
  void open() throws Exception {
    store = SqliteSeedStore.open(data, new JcaDigest());
    log = store.start(durable::add, cause -> {});
    Chain.Ports ports = new Chain.Ports(new JcaDigest(), new SystemClock(), new SecureEntropy());
    chain = Chain.begin("mesh/s_" + "0".repeat(32), ports);
    log.append(LogBatch.of(chain.append("s", Action.GENESIS, 1, new JsonObject().build())));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Retention retention(SeedOptions.Keep keep, Duration later) {
    Instant now = Instant.now().plus(later);
    return new Retention(store.jobs(), keep, () -> now);
  }

  @Test
  void forgetsWhatEndedLongAgoAndNothingThatHasNotEnded() throws Exception {
    store("j_ended", true);
    store("j_running", false);
    SeedOptions.Keep keep = new SeedOptions.Keep(24, Long.MAX_VALUE);
    try (Retention early = retention(keep, Duration.ofHours(23))) {
      assertEquals(0, early.sweep());
    }
    try (Retention late = retention(keep, Duration.ofHours(25))) {
      assertEquals(1, late.sweep());
      assertEquals(0, late.sweep());
    }
    assertNull(store.jobs().find("j_ended"));
    assertEquals(List.of(), store.jobs().outputs("j_ended", 0, 9));
    assertNotNull(store.jobs().find("j_running"));
  }

  @Test
  void forgetsTheOldestWhenResultsTakeTooMuchRoom() throws Exception {
    for (int i = 0; i < 5; i++) {
      store("j_" + i, true);
    }
    store("j_running", false);
    try (Retention retention = retention(new SeedOptions.Keep(24, 2 * JOB_BYTES), Duration.ZERO)) {
      assertEquals(3, retention.sweep());
    }
    assertNull(store.jobs().find("j_2"));
    assertNotNull(store.jobs().find("j_3"));
    assertNotNull(store.jobs().find("j_running"));
  }

  @Test
  void theDatabaseStopsGrowing() throws Exception {
    List<Long> sizes = new ArrayList<>();
    try (Retention retention = retention(new SeedOptions.Keep(24, 3 * JOB_BYTES), Duration.ZERO)) {
      for (int round = 0; round < 2 * UNTIL_STEADY; round++) {
        store("j_" + round, true);
        retention.sweep();
        sizes.add(Files.size(data.resolve("mesh.db")) + Files.size(data.resolve("mesh.db-wal")));
      }
    }
    long first = Collections.max(sizes.subList(0, UNTIL_STEADY));
    long last = Collections.max(sizes.subList(UNTIL_STEADY, 2 * UNTIL_STEADY));
    assertTrue(last <= first + JOB_BYTES, () -> "grew: " + sizes);
  }

  private void store(String id, boolean ended) throws Exception {
    LogBatch.Draft draft = new LogBatch.Draft();
    List<int[]> texts = Collections.nCopies(TEXTS * TASKS, new int[] {101, 102});
    draft.entries.add(chain.append("s", Action.TASK, 0, new JsonObject().put("job", id).build()));
    draft.jobsAdmitted.add(
        new Job(
            id,
            "words",
            Confidence.STANDARD,
            false,
            "a test",
            "addr:",
            NodeLimits.TASK_TOKENS_MAX,
            new TokenBatch(texts)));
    for (int shard = 0; shard < TASKS; shard++) {
      Tensor vectors = Tensor.ofVectors(new float[TEXTS * DIMENSIONS], DIMENSIONS);
      draft.outputs.add(
          new AcceptedOutput(id, "t_" + id + shard, shard, shard * TEXTS, 1, "n_a", vectors));
    }
    if (ended) {
      draft.jobsEnded.add(id);
    }
    log.append(draft.batch());
    long seq = draft.entries.get(0).entry().seq();
    Long told = durable.poll(30, TimeUnit.SECONDS);
    while (told != null && told < seq) {
      told = durable.poll(30, TimeUnit.SECONDS);
    }
    assertNotNull(told, id);
  }
}
