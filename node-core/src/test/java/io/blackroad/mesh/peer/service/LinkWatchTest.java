package io.blackroad.mesh.peer.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.blackroad.mesh.peer.service.LinkWatch.Due;
import org.junit.jupiter.api.Test;

/** When a silent link is asked about, and when it is given up. */
class LinkWatchTest {
  private final LinkWatch watch = new LinkWatch();

  @Test
  void asksAfterSilenceAndGivesUpWithoutAnAnswer() {
    watch.heard(1_000);
    assertEquals(Due.NOTHING, watch.look(10_999));
    assertEquals(Due.ASK, watch.look(11_000));
    assertEquals(Due.NOTHING, watch.look(15_999));
    assertEquals(16_000, watch.wakeAtMillis());
    assertEquals(Due.DEAD, watch.look(16_000));
    assertEquals(Due.NOTHING, watch.look(1_000_000));
    assertEquals(Long.MAX_VALUE, watch.wakeAtMillis());
  }

  @Test
  void anAnswerIsEnough() {
    watch.heard(0);
    assertEquals(Due.ASK, watch.look(10_000));
    watch.heard(14_999);
    assertEquals(Due.NOTHING, watch.look(15_000));
    assertEquals(Due.ASK, watch.look(24_999));
  }

  /** The answer may be there, behind the timer that woke us. */
  @Test
  void asksAgainAfterAFreeze() {
    watch.heard(0);
    assertEquals(Due.ASK, watch.look(10_000));
    assertEquals(Due.ASK, watch.look(300_000));
    assertEquals(Due.DEAD, watch.look(305_000));
  }

  @Test
  void aLinkThatIsDownIsNotWatched() {
    assertEquals(Due.NOTHING, watch.look(1_000_000));
    watch.heard(1_000_000);
    watch.down();
    assertEquals(Due.NOTHING, watch.look(2_000_000));
  }
}
