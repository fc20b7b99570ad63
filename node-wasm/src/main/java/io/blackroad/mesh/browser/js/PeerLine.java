package io.blackroad.mesh.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.websocket.WebSocket;

/**
 * {@code peer-line.js}: passes what begins with 02 or 03 by the node, between its link to the seed
 * and the peer worker.
 */
public interface PeerLine extends JSObject {
  /** Serves the peer worker at the other end of {@code port} from now on. */
  void attach(Port port, TextSink heard);

  /** There is a new link. */
  void opened(WebSocket socket);

  /** The node has joined over it. */
  void joined(String nodeId, DeviceKey key);

  /** The link is gone. */
  void closed();

  /** Whether {@code message} of the link was the peers', and is on its way to them. */
  boolean takes(ArrayBuffer message);

  /** The one of this worker. */
  final class Here {
    private Here() {}

    /** {@code node-worker.js} puts it down. */
    @JSBody(script = "return self.meshPeers;")
    public static native PeerLine line();
  }
}
