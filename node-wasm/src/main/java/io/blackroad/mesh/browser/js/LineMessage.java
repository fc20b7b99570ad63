package io.blackroad.mesh.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * What the peer worker and {@code peer-line.js} in the node worker say to each other; {@code kind}
 * tells what is set.
 */
public interface LineMessage extends JSObject {
  /** To the peer worker: the node has joined over a new link; {@code nodeId}, {@code key}. */
  String UP = "up";

  /** To the peer worker: the link is gone. */
  String DOWN = "down";

  /** Both ways: {@code frame}, a binary message of the link that begins with 02 or 03. */
  String FRAME = "frame";

  /** To the peer worker: {@code left} bytes of its frames have left for this link so far. */
  String LEFT = "left";

  /** To the node worker: {@code text}, a checkpoint that a peer was shown, as JSON. */
  String HEARD = "heard";

  /** To the node worker: the seed does not answer any more; the link is dead. */
  String DEAD = "dead";

  @JSProperty
  String getKind();

  @JSProperty
  String getNodeId();

  @JSProperty
  DeviceKey getKey();

  @JSProperty
  Int8Array getFrame();

  @JSProperty
  double getLeft();

  /** New ones. */
  final class Of {
    private Of() {}

    @JSBody(params = "frame", script = "return { kind: 'frame', frame: frame };")
    public static native LineMessage frame(Int8Array frame);

    @JSBody(script = "return { kind: 'dead' };")
    public static native LineMessage dead();

    @JSBody(params = "text", script = "return { kind: 'heard', text: text };")
    public static native LineMessage heard(String text);
  }
}
