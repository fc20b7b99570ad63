package io.blackroad.mesh.peer;

import io.blackroad.mesh.hash.Sha256;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One end's half of a stream: what it has to send, and how much of it the other end allows. */
final class SendHalf {
  private final Deque<byte[]> queue = new ArrayDeque<>();
  private final Sha256 sha = new Sha256();
  private int firstFrom;
  private int queuedBytes;
  private long sent;
  private long limit = PeerLimits.CREDIT_BYTES;
  private boolean finishing;
  private byte @Nullable [] finHash;
  private boolean delivered;

  /** Takes as much of {@code data} from {@code from} on as there is room for. */
  int write(byte[] data, int from) {
    if (finishing) {
      throw new IllegalStateException("written to after its end");
    }
    int taken = Math.min(data.length - from, PeerLimits.STREAM_QUEUED_BYTES_MAX - queuedBytes);
    if (taken > 0) {
      queue.addLast(Arrays.copyOfRange(data, from, from + taken));
      queuedBytes += taken;
    }
    return taken;
  }

  void finish() {
    finishing = true;
  }

  int queuedBytes() {
    return queuedBytes;
  }

  boolean isFinishing() {
    return finishing;
  }

  boolean isDelivered() {
    return delivered;
  }

  /** The other end allows {@code limit} bytes in all; less than before changes nothing. */
  void allow(long newLimit) {
    limit = Math.max(limit, newLimit);
  }

  /** Whether {@link #next} has something. */
  boolean isReady() {
    boolean data = queuedBytes > 0 && sent < limit;
    return data || (finishing && queuedBytes == 0 && finHash == null);
  }

  /** The next frame, with at most {@code dataBytes} of data. Requires {@link #isReady}. */
  PeerFrame.OfStream next(int stream, int dataBytes) {
    if (queuedBytes == 0) {
      byte[] hash = sha.digest();
      finHash = hash;
      return new PeerFrame.Fin(stream, sent, hash);
    }
    int length = (int) Math.min(Math.min(queuedBytes, dataBytes), limit - sent);
    byte[] content = new byte[length];
    int filled = 0;
    while (filled < length) {
      byte[] first = queue.element();
      int part = Math.min(length - filled, first.length - firstFrom);
      System.arraycopy(first, firstFrom, content, filled, part);
      filled += part;
      firstFrom += part;
      if (firstFrom == first.length) {
        queue.remove();
        firstFrom = 0;
      }
    }
    queuedBytes -= length;
    sent += length;
    sha.update(content, 0, length);
    return new PeerFrame.Data(stream, content);
  }

  /** Whether an end was sent that can be confirmed. */
  boolean awaitsConfirmation() {
    return finHash != null && !delivered;
  }

  /** The other end has so many bytes of this hash; false when that is not what was sent. */
  boolean confirm(long length, byte[] sha256) {
    delivered = length == sent && finHash != null && Arrays.equals(finHash, sha256);
    return delivered;
  }

  /** Drops what waits. */
  void drop() {
    queue.clear();
    queuedBytes = 0;
  }
}
