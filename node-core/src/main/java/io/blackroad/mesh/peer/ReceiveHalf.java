package io.blackroad.mesh.peer;

import io.blackroad.mesh.hash.Sha256;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The other end's half of a stream: what has come of it, and how much more may come. */
final class ReceiveHalf {
  private final Sha256 sha = new Sha256();
  private long received;
  private long consumed;
  private long limit = PeerLimits.CREDIT_BYTES;
  private boolean limitMoved;
  private byte @Nullable [] hash;
  private boolean confirmed;

  /** Counts and hashes {@code content}; what is wrong with it, or null. */
  @Nullable String take(byte[] content) {
    if (hash != null) {
      return "data after the end of its stream";
    }
    if (received + content.length > limit) {
      return "data beyond its credit";
    }
    received += content.length;
    sha.update(content, 0, content.length);
    return null;
  }

  /** Whether the other end has said before that no more comes. */
  boolean hasEnded() {
    return hash != null;
  }

  /** The other end says what it has sent; whether that is what came. */
  boolean end(long length, byte[] sha256) {
    byte[] own = sha.digest();
    hash = own;
    return length == received && Arrays.equals(own, sha256);
  }

  /** The application has taken {@code bytes} more off our hands: as many may come. */
  void consumed(int bytes) {
    if (bytes < 0 || consumed + bytes > received) {
      throw new IllegalArgumentException(
          bytes + " bytes taken of " + (received - consumed) + " that are here");
    }
    consumed += bytes;
    long now = consumed + PeerLimits.CREDIT_BYTES;
    if (hash == null && now - limit >= PeerLimits.CREDIT_BYTES / 4) {
      limit = now;
      limitMoved = true;
    }
  }

  /** Bytes that came and that the application has not taken yet. */
  long unread() {
    return received - consumed;
  }

  boolean isConfirmed() {
    return confirmed;
  }

  /** Whether {@link #next} has something. */
  boolean isReady() {
    return (hash != null && !confirmed) || limitMoved;
  }

  /** What the other end should know. Requires {@link #isReady}. */
  PeerFrame.OfStream next(int stream) {
    byte[] ended = hash;
    if (ended != null && !confirmed) {
      confirmed = true;
      limitMoved = false;
      return new PeerFrame.FinAck(stream, received, ended);
    }
    limitMoved = false;
    return new PeerFrame.Credit(stream, limit);
  }
}
