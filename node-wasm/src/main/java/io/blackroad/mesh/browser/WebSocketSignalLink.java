package io.blackroad.mesh.browser;

import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.json.Utf8;
import io.blackroad.mesh.port.SignalLink;
import org.teavm.jso.typedarrays.Int8Array;
import org.teavm.jso.websocket.WebSocket;

/** An open WebSocket; each frame is one binary message. */
final class WebSocketSignalLink implements SignalLink {
  /** What may wait in the socket: one frame of the largest size, so that any fits an idle link. */
  static final int QUEUED_BYTES_MAX = NodeLimits.FRAME_BYTES_MAX;

  /** {@code WebSocket.OPEN}. */
  private static final int OPEN = 1;

  private static final int NORMAL_CLOSURE = 1000;

  /** RFC 6455 5.5: a control frame holds 125 bytes, two of them the code. */
  private static final int REASON_BYTES_MAX = 123;

  private static final int UTF8_BYTES_PER_CHAR_MAX = 3;

  private final WebSocket socket;

  WebSocketSignalLink(WebSocket socket) {
    this.socket = socket;
  }

  @Override
  public boolean send(byte[] frame) {
    long queued = (long) socket.getBufferedAmount() + frame.length;
    if (socket.getReadyState() != OPEN || queued > QUEUED_BYTES_MAX) {
      return false;
    }
    socket.send(Int8Array.copyFromJavaArray(frame));
    return true;
  }

  @Override
  public void close(String reason) {
    socket.close(NORMAL_CLOSURE, fitting(reason));
  }

  private static String fitting(String reason) {
    if (Utf8.bytes(reason).length <= REASON_BYTES_MAX) {
      return reason;
    }
    int chars = Math.min(reason.length(), REASON_BYTES_MAX / UTF8_BYTES_PER_CHAR_MAX);
    return reason.substring(0, chars);
  }
}
