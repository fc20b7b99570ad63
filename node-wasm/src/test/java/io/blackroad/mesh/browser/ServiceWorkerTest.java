package io.blackroad.mesh.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.MeshSnapshot;
import io.blackroad.mesh.chromium.RawServiceWorkers;
import io.blackroad.mesh.chromium.RawTab;
import io.blackroad.mesh.log.Action;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The mesh while no tab is open: what wakes it, and what ends it. */
class ServiceWorkerTest {
  static final String SCRIPT = "/mesh/service-worker.js";
  static final String PERMITTED = "{ afterClose: true, storageMib: 64 }";
  static final String NO_SHARED_WORKER = "delete window.SharedWorker";

  /** In place of ten seconds. */
  private static final int QUIET_MILLIS = 2_000;

  private static final int TASKS = 8;

  /** The last sign of the session was eleven minutes ago. */
  private static final String AGE =
      """
      import('/mesh/store.js').then(({ records }) => records('mesh-session', 'sessions')
          .change(location.origin, (record) => ({ ...record, at: record.at - 11 * 60_000 })))""";

  /** More than a node computes while a test lasts. */
  static final int MANY_TASKS = 500;

  @RegisterExtension
  private final MeshOfTabs mesh =
      new MeshOfTabs(SCRIPT, Map.of("QUIET_MILLIS", QUIET_MILLIS), NO_SHARED_WORKER);

  private RawServiceWorkers workers() {
    return mesh.workers();
  }

  private long codeRequests() {
    return mesh.site().requests("/log/code");
  }

  /** Each task once, and paid once. */
  private void awaitTasks() {
    MeshSnapshot now = mesh.seed().await("all tasks", all -> all.tasksAccepted() >= TASKS);
    assertEquals(TASKS, now.tasksAccepted());
    assertEquals(TASKS, mesh.entries(Action.REWARD));
  }

  @ParameterizedTest
  @ValueSource(strings = {"push", "sync", "periodicsync"})
  void anEventComputesWhatThereIsAndSleepsAgain(String kind) {
    mesh.leaveBehind(PERMITTED);

    workers().wake(kind);
    assertEquals(MeshOfTabs.TEXTS.size(), mesh.compute());
    mesh.awaitNobody("its goodbye, as there is no more work");
  }

  @Test
  void oneThatTheBrowserKillsInTheMiddleLosesNothing() {
    mesh.leaveBehind(PERMITTED);
    mesh.submit(TASKS);
    workers().wake("periodicsync");
    String node = mesh.nodeId();
    mesh.awaitWork();
    workers().stop();
    assertTrue(mesh.awaitNobody("it is gone").tasksAccepted() < TASKS);

    workers().wake("sync");
    assertEquals(node, mesh.nodeId());
    awaitTasks();
  }

  @Test
  void aSessionThatWasLeftLongAgoIsNotGoneOnWith() {
    mesh.leaveBehind(PERMITTED);
    mesh.submit(MANY_TASKS);
    workers().wake("periodicsync");
    String node = mesh.nodeId();
    mesh.awaitWork();
    workers().stop();
    mesh.awaitNobody("it is gone");
    RawTab tab = mesh.open(TestSite.STRICT_PAGE);
    tab.evaluate(AGE);
    tab.close();

    workers().wake("sync");
    assertNotEquals(node, mesh.nodeId());
  }

  @Test
  void goesOnWithTheNodeOfTheLastTabWhereNoSharedWorkerCan() {
    RawTab tab = mesh.startReady(PERMITTED);
    workers().await("a service worker", workers()::isActive);
    String node = mesh.nodeId();
    mesh.submit(TASKS);
    tab.await("heard.at(-1).phase === 'working'", MeshOfTabs.SOON_MILLIS);
    tab.close();

    workers().await("it is awake", workers()::isRunning);
    awaitTasks();
    assertEquals(node, mesh.nodeId());
  }

  @Test
  void aTabThatIsOpenedGoesOnWithItsNode() {
    mesh.leaveBehind(PERMITTED);
    mesh.submit(MANY_TASKS);
    workers().wake("sync");
    String node = mesh.nodeId();
    mesh.awaitWork();
    RawTab tab = mesh.start("{}");
    tab.await("heard.at(-1)?.phase === 'working'", MeshOfTabs.SOON_MILLIS);

    assertEquals(node, tab.evaluate("heard.at(-1).nodeId").getAsString());
    assertEquals(node, mesh.nodeId());
  }

  @Test
  void doesNothingWhileATabRunsTheNode() {
    mesh.startReady(PERMITTED);
    workers().await("a service worker", workers()::isActive);
    long asked = codeRequests();

    workers().wake("sync");
    workers().await("it is awake", workers()::isRunning);
    assertEquals(MeshOfTabs.TEXTS.size(), mesh.compute());
    assertEquals(1, mesh.entries(Action.JOIN));
    assertEquals(asked, codeRequests());
  }

  @Test
  void doesNothingWithoutThePermission() {
    mesh.leaveBehind("{ storageMib: 64 }");
    long asked = codeRequests();

    workers().wake("periodicsync");
    workers().await("it is awake", workers()::isRunning);
    workers().stop();
    assertEquals(asked, codeRequests());
    assertEquals(1, workers().scopes().size());
  }

  @Test
  void findsNoRecordAndUnregistersItself() {
    mesh.leaveBehind(PERMITTED);
    RawTab tab = mesh.browser().open(mesh.site().url(TestSite.TEST_PAGE));
    tab.evaluate(
        "new Promise((done) => { indexedDB.deleteDatabase('mesh-consent').onsuccess = done; })");
    tab.close();
    long asked = codeRequests();

    workers().wake("periodicsync");
    workers().await("none is registered", () -> workers().scopes().isEmpty());
    assertEquals(asked, codeRequests());
  }

  @Test
  void aNoEndsWhatItDoesAndUnregistersIt() {
    mesh.leaveBehind(PERMITTED);
    mesh.submit(MANY_TASKS);
    workers().wake("sync");
    mesh.awaitWork();
    RawTab tab = mesh.open(TestSite.TEST_PAGE);
    tab.evaluate(
        "import('/mesh/consent.js').then(({ deleteConsent }) => deleteConsent(location.origin))");

    mesh.awaitNobody("its withdrawal");
    workers().await("none is registered", () -> workers().scopes().isEmpty());
  }

  @Test
  void aNoInATabUnregistersIt() {
    RawTab tab = mesh.startReady(PERMITTED);
    workers().await("a service worker", workers()::isActive);
    tab.evaluate("node.stop(true), consent.deleteConsent(location.origin)");

    workers().await("none is registered", () -> workers().scopes().isEmpty());
  }

  @Test
  void isNotThereWhereNothingMayBeKept() {
    mesh.startReady("{ afterClose: true }");

    assertEquals(MeshOfTabs.TEXTS.size(), mesh.compute());
    assertEquals(List.of(), workers().scopes());
  }

  @Test
  void saysSoWhenTheSeedCannotBeReached() throws IOException {
    mesh.leaveBehind(PERMITTED);
    mesh.site().close();

    RawTab tab = mesh.open("/mesh/app.html?language=de");
    assertEquals("Das Mesh ist nicht erreichbar", tab.evaluate("document.title").getAsString());
  }
}
