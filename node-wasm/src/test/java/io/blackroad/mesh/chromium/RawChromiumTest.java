package io.blackroad.mesh.chromium;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The harness itself: what it says it does to a browser really happens. */
class RawChromiumTest {
  private static final String BEAT =
      "data:text/html,<script>let beats=0;setInterval(()=>beats++,10)</script>";
  private static final String BEATS_ON =
      "(async()=>{const was=beats;await new Promise(r=>setTimeout(r,300));return beats-was})()";

  private static @Nullable RawChromium shared;

  @BeforeAll
  static void start() throws IOException {
    shared = launch();
  }

  @AfterAll
  static void end() throws IOException {
    browser().close();
  }

  private static RawChromium launch() throws IOException {
    return RawChromium.launch(ChromiumPath.find());
  }

  private static RawChromium browser() {
    return Objects.requireNonNull(shared);
  }

  @Test
  void aTabBehindAnotherIsHiddenUntilItIsShown() {
    RawTab first = browser().open("about:blank");
    RawTab second = browser().open("about:blank");

    first.await("document.visibilityState === 'hidden'", 5_000);
    assertEquals("visible", second.evaluate("document.visibilityState").getAsString());
    first.show();
    first.await("document.visibilityState === 'visible'", 5_000);
  }

  @Test
  void garbageOfPageWorkerAndItsWorkerGoesAndWhatIsHeldStays() {
    RawTab tab =
        browser()
            .open(
                """
                data:text/html,<script>
                const refs = 'const held = new ArrayBuffer(9); const refs = [held, new ArrayBuffer(9)].map((it) => new WeakRef(it));';
                const state = 'refs.map((it) => Boolean(it.deref())).join() + (held ? "" : "?")';
                const start = (code) => `new Worker(URL.createObjectURL(new Blob([${JSON.stringify(code)}])))`;
                const inner = refs + 'onmessage = () => postMessage(' + state + ')';
                const outer = refs + 'const inner = ' + start(inner) + '; onmessage = () => inner.postMessage(0);'
                  + 'inner.onmessage = ({ data }) => postMessage([data, ' + state + '].join(" "))';
                const worker = eval(start(outer));
                const states = () => new Promise((done) => { worker.onmessage = ({ data }) => done(data); worker.postMessage(0); });
                </script>"""
                    .replace("\n", " "));
    assertEquals("true,true true,true", tab.evaluate("states()").getAsString());

    assertEquals(3, tab.collectGarbage());

    assertEquals("true,false true,false", tab.evaluate("states()").getAsString());
    tab.close();
  }

  @Test
  void aFrozenPageStandsStillAndGoesOnWhenItThaws() {
    RawTab tab = browser().open(BEAT);
    assertTrue(tab.evaluate(BEATS_ON).getAsInt() > 0);

    tab.freeze();
    int frozen = tab.evaluate("beats").getAsInt();
    browser().open("about:blank").evaluate("new Promise(r => setTimeout(r, 300))");
    assertEquals(frozen, tab.evaluate("beats").getAsInt());
    tab.thaw();
    tab.await("beats > " + frozen, 5_000);
  }

  @Test
  void killsTheProcessOfOneTabAndNoOther() {
    RawTab victim = browser().open("data:text/html,<title>victim</title>");
    RawTab other = browser().open("data:text/html,<title>other</title>");
    long pid = victim.rendererPid();
    assertFalse(pid == other.rendererPid());

    victim.kill(pid);

    ProcessHandle.of(pid).ifPresent(handle -> handle.onExit().join());
    assertEquals("other", other.evaluate("document.title").getAsString());
  }

  @Test
  void saysWhatAPageThrew() {
    RawTab tab = browser().open("about:blank");

    String words =
        String.valueOf(
            assertThrows(
                    IllegalStateException.class, () -> tab.evaluate("(() => { throw 'boom' })()"))
                .getMessage());
    assertTrue(words.contains("boom"), words);
  }

  @Test
  void leavesNothingBehind() throws IOException {
    RawChromium browser = launch();
    List<ProcessHandle> all = ProcessHandle.of(browser.pid()).orElseThrow().descendants().toList();
    browser.close();

    assertTrue(all.stream().noneMatch(ProcessHandle::isAlive));
    assertFalse(Files.exists(browser.profile()));
  }
}
