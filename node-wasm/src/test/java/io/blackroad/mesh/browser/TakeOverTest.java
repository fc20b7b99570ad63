package io.blackroad.mesh.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.chromium.RawTab;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.task.Job;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever leads next goes on with the task that is under way, from where it is. */
class TakeOverTest {
  private static final int SOON_MILLIS = NodeTabs.SOON_MILLIS;
  private static final String JOB = "j_0000000000000001";
  private static final List<String> TEXTS =
      List.of("Bees dance.", "A byte is eight bits.", "Rain falls up here.", "Four make a task.");

  /** Texts that are done when the leader is lost. */
  private static final int DONE = 2;

  /** A checkpoint with the vectors of that many texts: 1,536 bytes each, and the task. */
  private static final int CHECKPOINT_BYTES_MIN = DONE * 1_536;

  private static final int NONE = -1;
  private static final long LOOK_NANOS = 20_000_000;

  private static final String STARTS = "node.exports.executor(inParts(ort, self.meshTurns?.()));";

  /** Lets each run of a model wait for a permit, and tells of it then. */
  private static String stepped(String executor) {
    assertTrue(executor.contains(STARTS), "the executor starts otherwise");
    return executor.replace(
        STARTS,
        """
        const parted = inParts(ort, self.meshTurns?.());
        const permits = new BroadcastChannel('test-permits');
        const runs = new BroadcastChannel('test-runs');
        let allowed = 0;
        let wake = () => {};
        permits.onmessage = ({ data }) => { allowed += data; wake(); };
        const create = async (...model) => {
          const session = await parted.InferenceSession.create(...model);
          const { run } = session;
          session.run = async (...feeds) => {
            runs.postMessage('begun');
            while (allowed === 0) await new Promise((go) => { wake = go; });
            allowed--;
            runs.postMessage('run');
            return run.apply(session, feeds);
          };
          return session;
        };
        node.exports.executor({ Tensor: ort.Tensor, env: ort.env, InferenceSession: { create } });
        """);
  }

  /** A tab without a part in the node, which counts and permits. */
  private static final String WATCH =
      """
      (() => {
        window.begun = 0;
        window.run = 0;
        new BroadcastChannel('test-runs').onmessage = ({ data }) => { window[data]++; };
        window.permits = new BroadcastChannel('test-permits');
        window.checkpointBytes = () => new Promise((done) => {
          const opening = indexedDB.open('mesh-session');
          opening.onupgradeneeded = () => opening.transaction.abort();
          opening.onerror = () => done(-1);
          opening.onsuccess = () => {
            const database = opening.result;
            const asked = database.transaction('sessions').objectStore('sessions').get(location.origin);
            asked.onsuccess = () => {
              database.close();
              done(asked.result?.checkpoint?.length ?? 0);
            };
          };
        });
      })()""";

  private @Nullable NodeTabs tabs;
  private @Nullable RawTab watching;

  @BeforeEach
  void start() throws IOException {
    NodeTabs opened = new NodeTabs("/mesh/executor-worker.js", TakeOverTest::stepped);
    tabs = opened;
    RawTab watcher = opened.open();
    watcher.evaluate(WATCH);
    watching = watcher;
  }

  @AfterEach
  void end() throws IOException {
    tabs().close();
  }

  private NodeTabs tabs() {
    return Objects.requireNonNull(tabs);
  }

  private RawTab watcher() {
    return Objects.requireNonNull(watching);
  }

  private TestSeed seed() {
    return tabs().seed();
  }

  private Job job() {
    return tabs().job(JOB, TEXTS);
  }

  @Test
  void theNextTabGoesOnWithTheTaskOfAClosedOne() {
    RawTab first = tabs().openReady();
    tabs().openReady();
    workHalfOfIt();

    first.close();
    assertGoesOn();
  }

  @Test
  void theNextTabGoesOnWithTheTaskWhenTheProcessOfTheFirstIsKilled() {
    RawTab first = tabs().openReady();
    long pid = first.rendererPid();
    tabs().openReady();
    workHalfOfIt();

    first.kill(pid);
    assertGoesOn();
  }

  @Test
  void theNextTabGoesOnWithTheTaskOfAFrozenOneThatThawsTooLate() {
    RawTab first = tabs().openReady();
    tabs().openReady();
    workHalfOfIt();

    first.freeze();
    assertGoesOn();
    first.evaluate("void (heard.length = 0)");
    first.thaw();
    first.await("heard.length > 0", SOON_MILLIS);
    assertOneResult();
  }

  @Test
  void theSharedWorkerGoesOnWithTheTaskOfTheLastTab() {
    RawTab only = tabs().openReady("{ afterClose: true }");
    tabs().awaitTargets("shared_worker", 1);
    workHalfOfIt();

    long lost = System.nanoTime();
    only.close();
    System.err.println("taken over by the shared worker in " + tabs().helloAfter(lost) + " ms");
    assertGoesOn();
  }

  @Test
  void aWithdrawnConsentTakesTheCheckpointWithIt() {
    tabs().openReady();
    RawTab second = tabs().openReady();
    workHalfOfIt();

    second.evaluate("node.stop(true), consent.deleteConsent(location.origin)");
    seed().await("nobody", mesh -> mesh.nodes().isEmpty());
    awaitCheckpoint(bytes -> bytes == NONE);
    watcher().evaluate("permits.postMessage(4)");
    assertEquals(DONE, watcher().evaluate("run").getAsInt());
    assertEquals(List.of(), seed().traffic().revealed());
  }

  @Test
  void aConsentWithdrawnWhileTheLeaderIsFrozenTakesItsCheckpointToo() {
    RawTab first = tabs().openReady();
    RawTab second = tabs().openReady();
    workHalfOfIt();

    first.freeze();
    // Not waited for: a frozen tab that has a database open keeps it from being deleted.
    second.evaluate("void (node.stop(true), consent.deleteConsent(location.origin))");
    watcher().evaluate("permits.postMessage(4)");
    first.thaw();
    seed().await("nobody", mesh -> mesh.nodes().isEmpty());
    awaitCheckpoint(bytes -> bytes == NONE);
    assertEquals(List.of(), seed().traffic().revealed());
  }

  /** Gives the node a task, and waits until half of it is done and put down. */
  private void workHalfOfIt() {
    seed().submit(job());
    watcher().evaluate("permits.postMessage(" + DONE + ")");
    watcher().await("run === " + DONE + " && begun > " + DONE, SOON_MILLIS);
    awaitCheckpoint(bytes -> bytes >= CHECKPOINT_BYTES_MIN);
  }

  /** Waits until the checkpoint on record is so long; -1: there is no session. */
  private void awaitCheckpoint(IntPredicate bytes) {
    long end = System.nanoTime() + SOON_MILLIS * 1_000_000L;
    int now = watcher().evaluate("checkpointBytes()").getAsInt();
    while (!bytes.test(now)) {
      assertTrue(System.nanoTime() < end, "a checkpoint of " + now + " bytes");
      LockSupport.parkNanos(LOOK_NANOS);
      now = watcher().evaluate("checkpointBytes()").getAsInt();
    }
  }

  /** The rest is computed and nothing else, from the task as it was given once. */
  private void assertGoesOn() {
    watcher().await("begun > " + (DONE + 1), SOON_MILLIS);
    watcher().evaluate("permits.postMessage(" + (TEXTS.size() - DONE) + ")");
    List<AcceptedOutput> outputs = seed().awaitOutputsOf(job());

    assertEquals(1, outputs.size());
    assertEquals(TEXTS.size(), outputs.getFirst().output().dims().getFirst());
    assertEquals(TEXTS.size(), watcher().evaluate("run").getAsInt(), "runs of the model");
    assertEquals(1, seed().assigned().size(), "times that the task was given");
    assertOneResult();
    assertSameAsInOnePiece(outputs.getFirst());
  }

  private void assertOneResult() {
    assertEquals(1, seed().traffic().revealed().stream().filter(this::ofTheTask).count());
    assertEquals(1, entries(Action.RESULT));
    assertEquals(1, entries(Action.REWARD));
  }

  private boolean ofTheTask(Traffic.Passing passing) {
    return passing.taskId().equals(seed().assigned().getFirst().taskId());
  }

  /** Entries of the log about the task. */
  private long entries(Action action) {
    String task = seed().assigned().getFirst().taskId();
    return seed().log().stream()
        .filter(logged -> logged.entry().action() == action && isAbout(logged, task))
        .count();
  }

  private static boolean isAbout(LoggedEntry logged, String taskId) {
    return logged.payload() instanceof Json.Obj payload
        && payload.members().get("task_id") instanceof Json.Text text
        && text.value().equals(taskId);
  }

  /** No bit of the result tells that it was computed by two. */
  private void assertSameAsInOnePiece(AcceptedOutput pieced) {
    Job again = tabs().job("j_0000000000000002", TEXTS);
    seed().submit(again);
    watcher().evaluate("permits.postMessage(" + TEXTS.size() + ")");
    assertEquals(pieced.output(), seed().awaitOutputsOf(again).getLast().output());
  }
}
