package io.blackroad.mesh.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * What whoever uses the edges and the peer worker say to each other; {@code kind} tells what is
 * set. {@code stream} is a number of the user's choosing, at least 0, for a stream that it opens,
 * and one below 0 for a stream of a peer's.
 */
public interface DoorMessage extends JSObject {
  /** To the worker: {@code bytes}, to {@code peer}. To the user: from it. */
  String MESSAGE = "message";

  /** To the worker: open {@code stream} to {@code peer}, about which {@code bytes} tell. */
  String OPEN = "open";

  /** To the user: {@code peer} has opened {@code stream}, about which {@code bytes} tell. */
  String OPENED = "opened";

  /** Both ways: {@code bytes}, the next ones of {@code stream}. */
  String DATA = "data";

  /** To the worker: {@code count} bytes of {@code stream} were taken. */
  String TOOK = "took";

  /** To the user: {@code count} bytes are waiting to be sent; more may come when it is 0. */
  String WAITING = "waiting";

  /** Both ways: no more comes of that half of {@code stream}. */
  String FINISHED = "finished";

  /** To the user: the peer has all of our half. */
  String DELIVERED = "delivered";

  /** To the worker: end {@code stream}. To the user: it broke off. */
  String BROKEN = "broken";

  /** To the user: {@code peer} is met, over {@code text}, a route. */
  String MOVED = "moved";

  /** To the user: the edge to {@code peer} is over; {@code text} says why, for a person. */
  String ENDED = "ended";

  @JSProperty
  String getKind();

  @JSProperty
  String getPeer();

  @JSProperty
  int getStream();

  @JSProperty
  Int8Array getBytes();

  @JSProperty
  int getCount();

  /** New ones. */
  final class Of {
    private Of() {}

    @JSBody(
        params = {"kind", "peer", "text"},
        script = "return { kind: kind, peer: peer, text: text };")
    public static native DoorMessage peer(String kind, String peer, String text);

    @JSBody(
        params = {"kind", "peer", "stream", "bytes"},
        script = "return { kind: kind, peer: peer, stream: stream, bytes: bytes };")
    public static native DoorMessage bytes(String kind, String peer, int stream, Int8Array bytes);

    @JSBody(
        params = {"kind", "stream", "count"},
        script = "return { kind: kind, stream: stream, count: count };")
    public static native DoorMessage stream(String kind, int stream, int count);
  }
}
