package io.blackroad.mesh.seed.signal;

import io.blackroad.mesh.peer.service.PeerMessageWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Passes a frame on that did not come in one piece, as some clients and proxies send them. */
final class RelaySlowly {
  /** RFC 6455 5.2: payloads below this have their length in the second byte. */
  private static final int LENGTH_16 = 126;

  private RelaySlowly() {}

  static void pass(RelayPort.Passage passage, byte[] frame) {
    RelayPort.Onward onward = passage.onward();
    if (onward == null) {
      return;
    }
    byte[] message = PeerMessageWriter.relayed(onward.edge(), frame);
    ByteBuf out = Unpooled.directBuffer(message.length + 2 + Short.BYTES);
    out.writeByte(ClientFrame.WHOLE_BINARY);
    if (message.length < LENGTH_16) {
      out.writeByte(message.length);
    } else {
      out.writeByte(LENGTH_16).writeShort(message.length);
    }
    out.writeBytes(message);
    if (passage.charge(message.length)) {
      onward.link().pass(out, 1, out.capacity());
    } else {
      out.release();
    }
  }
}
