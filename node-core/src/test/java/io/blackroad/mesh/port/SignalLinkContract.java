package io.blackroad.mesh.port;

import io.blackroad.mesh.NodeLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** What every {@link SignalLink} keeps. The other end sends each frame back. */
public final class SignalLinkContract {
  private static final int SMALL_FRAMES = 100;

  /** Frames of the largest size after which a queue must have said that it is full. */
  private static final int LARGE_FRAMES_MAX = 64;

  private final SignalLink link;
  private final Consumer<List<String>> done;
  private final Violations violations = new Violations();
  private final List<byte[]> echoes = new ArrayList<>();

  private SignalLinkContract(SignalLink link, Consumer<List<String>> done) {
    this.link = link;
    this.done = done;
  }

  /**
   * Begins; {@code done} hears what {@code link} breaks, once all echoes are there.
   *
   * @return hears the echoes, frame by frame
   */
  public static Consumer<byte[]> check(SignalLink link, Consumer<List<String>> done) {
    SignalLinkContract contract = new SignalLinkContract(link, done);
    for (int i = 0; i < SMALL_FRAMES; i++) {
      byte[] frame = frame(i, i);
      contract.violations.unless(link.send(frame), "an idle link takes no frame of " + i);
      Arrays.fill(frame, (byte) -1);
    }
    return contract::echoed;
  }

  private static byte[] frame(int length, int seed) {
    byte[] frame = new byte[length];
    for (int i = 0; i < length; i++) {
      frame[i] = (byte) (seed * 31 + i);
    }
    return frame;
  }

  private void echoed(byte[] frame) {
    echoes.add(frame);
    if (echoes.size() == SMALL_FRAMES) {
      for (int i = 0; i < SMALL_FRAMES; i++) {
        violations.unless(
            Arrays.equals(echoes.get(i), frame(i, i)),
            "frame " + i + " came back changed or out of order");
      }
      byte[] largest = frame(NodeLimits.FRAME_BYTES_MAX, 1);
      violations.unless(link.send(largest), "an idle link does not take the largest frame");
    } else if (echoes.size() == SMALL_FRAMES + 1) {
      violations.unless(
          Arrays.equals(frame, frame(NodeLimits.FRAME_BYTES_MAX, 1)),
          "the largest frame came back changed");
      overfill();
    }
  }

  private void overfill() {
    byte[] largest = new byte[NodeLimits.FRAME_BYTES_MAX];
    int taken = 0;
    while (taken < LARGE_FRAMES_MAX && link.send(largest)) {
      taken++;
    }
    violations.unless(taken < LARGE_FRAMES_MAX, "the queue has no end");
    link.close("a reason that is longer than any frame of control may hold: " + "é".repeat(200));
    violations.unless(!link.send(new byte[1]), "a closed link takes a frame");
    link.close("again");
    done.accept(violations.list());
  }
}
