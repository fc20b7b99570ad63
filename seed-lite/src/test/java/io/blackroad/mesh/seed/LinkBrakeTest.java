package io.blackroad.mesh.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LinkBrakeTest {
  private final AtomicBoolean behind = new AtomicBoolean();
  private final LinkBrake brake = new LinkBrake(behind::get);
  private final List<String> released = new ArrayList<>();

  @Test
  void letsLinksGoOnAtOnceWhileTheStoreKeepsUp() {
    handled("a");
    assertEquals(List.of("a"), released);
  }

  @Test
  void holdsLinksUntilTheStoreHasCaughtUpAndReleasesEachOnce() {
    behind.set(true);
    handled("a");
    handled("b");
    brake.stored();
    assertEquals(List.of(), released, "something was stored, yet too much waits");
    behind.set(false);
    brake.stored();
    assertEquals(List.of("a", "b"), released);
    brake.stored();
    handled("c");
    assertEquals(List.of("a", "b", "c"), released);
  }

  private void handled(String link) {
    brake.handled(() -> released.add(link));
  }
}
