package io.blackroad.mesh.bench;

import java.nio.ByteBuffer;

/** Finds the messages of one length in what a server sends; skips everything else. */
final class ServerFrames {
  private static final int FIRST = 0x82;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;
  private static final int HEAD_BYTES_MAX = 10;

  private final int length;
  private final ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES_MAX);
  private final ByteBuffer beginning;
  private long left;
  private boolean wanted;
  private int ended;

  /**
   * @param length of the messages that are counted
   * @param kept bytes of their beginning that are kept
   */
  ServerFrames(int length, int kept) {
    this.length = length;
    this.beginning = ByteBuffer.allocate(kept);
  }

  /** Goes on to the end of the next message that is counted; false when {@code bytes} end. */
  boolean next(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      if (left > 0) {
        skip(bytes);
        if (left == 0 && wanted) {
          ended++;
          return true;
        }
      } else {
        head.put(bytes.get());
        if (head.position() >= 2 && head.position() == headBytes()) {
          begin();
        }
      }
    }
    return false;
  }

  private int headBytes() {
    int said = head.get(1) & LENGTH_64;
    return 2 + (said == LENGTH_16 ? Short.BYTES : said == LENGTH_64 ? Long.BYTES : 0);
  }

  private void begin() {
    int said = head.get(1) & LENGTH_64;
    left =
        switch (said) {
          case LENGTH_16 -> head.getShort(2) & 0xffff;
          case LENGTH_64 -> head.getLong(2);
          default -> said;
        };
    wanted = (head.get(0) & 255) == FIRST && left == length;
    head.clear();
    beginning.clear();
  }

  private void skip(ByteBuffer bytes) {
    int now = (int) Math.min(left, bytes.remaining());
    if (wanted && beginning.hasRemaining()) {
      int keep = Math.min(now, beginning.remaining());
      beginning.put(bytes.slice(bytes.position(), keep));
    }
    bytes.position(bytes.position() + now);
    left -= now;
  }

  /** The kept bytes of the message that has just ended. */
  ByteBuffer beginning() {
    return beginning.duplicate().flip();
  }

  /** Messages that have ended. */
  int ended() {
    return ended;
  }
}
