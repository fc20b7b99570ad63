package io.blackroad.mesh.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.blackroad.mesh.MeshSnapshot;
import io.blackroad.mesh.chromium.RawTab;
import io.blackroad.mesh.log.Action;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tab that nobody looks at: behind another one, or in the browser's back/forward cache. */
class UnseenTabTest {
  private static final int SOON_MILLIS = NodeTabs.SOON_MILLIS;
  private static final List<String> TEXTS = Collections.nCopies(48, "Bees dance.");
  private static final String JOB = "j_0000000000000001";

  private NodeTabs tabs;

  @BeforeEach
  void start() throws IOException {
    tabs = new NodeTabs();
  }

  @AfterEach
  void end() throws IOException {
    tabs.close();
  }

  @Test
  void aHiddenTabWorksOnUnlessTheVisitorWantsItToRest() {
    RawTab tab = tabs.openReady();
    tabs.open();
    tab.await("document.visibilityState === 'hidden'", SOON_MILLIS);
    tabs.seed().submit(tabs.job(JOB, TEXTS));
    tabs.seed().await("its work", mesh -> mesh.textsAccepted() == TEXTS.size());

    tab.evaluate("node.setTerms({ restsHidden: true })");
    tab.await("heard.at(-1)?.pause?.code === 'hidden'", SOON_MILLIS);
    tabs.seed().await("nobody ready", mesh -> mesh.nodes().getFirst().ready().isEmpty());
    tab.show();
    tab.await("heard.at(-1)?.phase === 'idle'", SOON_MILLIS);
    tabs.seed().await("it again", mesh -> !mesh.nodes().getFirst().ready().isEmpty());
  }

  @Test
  void theNextTabGoesOnWithTheNodeOfADiscardedOne() {
    RawTab first = tabs.openReady();
    String node = NodeTabs.nodeId(first);
    first.evaluate("document.title = 'a tab to be lost'");
    RawTab second = tabs.openReady();
    second.evaluate("void (heard.length = 0)");

    first.detach(); // a tab with DevTools is not discarded
    tabs.browser().discard("a tab to be lost");

    second.await("heard.some(({ phase }) => phase === 'connecting')", SOON_MILLIS);
    second.await("heard.at(-1)?.phase === 'idle'", SOON_MILLIS);
    assertEquals(node, NodeTabs.nodeId(second));
    tabs.seed().await("one node", mesh -> mesh.nodes().size() == 1);
  }

  @Test
  void aPageStopsWhenItIsLeftAndGoesOnWhenItComesBackAndNothingIsSentTwice() {
    RawTab tab = tabs.openReady();
    tab.evaluate(
        "addEventListener('pageshow', ({ persisted }) => { window.cameBack = persisted; })");
    String first = NodeTabs.nodeId(tab);
    tabs.seed().submit(tabs.job(JOB, TEXTS));
    tabs.seed().await("a task given", mesh -> !tabs.seed().traffic().assigned().isEmpty());

    tab.evaluate("void setTimeout(() => { location.href = '" + TestSite.TEST_PAGE + "'; })");
    tabs.seed().await("nobody", mesh -> mesh.nodes().isEmpty());
    tab.await("location.pathname === '" + TestSite.TEST_PAGE + "'", SOON_MILLIS);
    tab.evaluate("void setTimeout(() => history.back())");
    tab.await("window.cameBack", SOON_MILLIS); // out of the cache, not loaded anew

    MeshSnapshot mesh =
        tabs.seed().await("the job's end", now -> now.textsAccepted() == TEXTS.size());
    assertNotEquals(first, NodeTabs.nodeId(tab), "the last tab ends its session");
    assertEquals(1, mesh.nodes().size());
    assertEquals(mesh.tasksAccepted(), logged(Action.RESULT));
    assertEquals(mesh.tasksAccepted(), logged(Action.REWARD));
  }

  private long logged(Action action) {
    return tabs.seed().log().stream().filter(one -> one.entry().action() == action).count();
  }
}
