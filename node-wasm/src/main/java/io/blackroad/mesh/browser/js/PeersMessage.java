package io.blackroad.mesh.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.typedarrays.Int8Array;

/** What {@code peers.js} and the peer worker say to each other; {@code kind} tells what is set. */
public interface PeersMessage extends JSObject {
  /** To the page, once: listening. */
  String LOADED = "loaded";

  /** To the worker, once: {@code port}, {@code limits}. */
  String START = "start";

  /** To the worker: {@code limits}, which hold from now on. */
  String LIMITS = "limits";

  /** To the worker: the device has another network, perhaps. */
  String NETWORK = "network";

  /** To the worker: say goodbye to everybody, now. */
  String END = "end";

  /** To the worker: {@code seat}, {@code attempt}, {@code control}, {@code bulk}. */
  String CHANNELS = "channels";

  /** Both ways: {@code seat}, {@code attempt}, {@code what}, {@code text}, {@code bytes}. */
  String DIRECT = "direct";

  /** To the worker: {@code port}, at which somebody wants to use the edges. */
  String USE = "use";

  /** To the page: {@code text}, how the node's edges are, as JSON. */
  String STATUS = "status";

  @JSProperty
  String getKind();

  @JSProperty
  Port getPort();

  @JSProperty
  Limits getLimits();

  /** Which edge of this worker's it is about. */
  @JSProperty
  int getSeat();

  @JSProperty
  int getAttempt();

  /** What is to be done about a connection, or has happened at it. */
  @JSProperty
  String getWhat();

  /** A description, or a list of servers as JSON; empty where there is none. */
  @JSProperty
  String getText();

  /** A candidate. */
  @JSProperty
  Int8Array getBytes();

  @JSProperty
  DataChannel getControl();

  @JSProperty
  DataChannel getBulk();

  /** What the visitor allows. */
  interface Limits extends JSObject {
    /** MiB to and from peers in a day (UTC). */
    @JSProperty
    int getMibPerDay();

    /** Whether peers may see this browser's address. */
    @JSProperty
    boolean isDirect();

    /** The day, counted from 1970, that the bytes are of which have gone already. */
    @JSProperty
    int getDay();

    @JSProperty
    double getUpBytes();

    @JSProperty
    double getDownBytes();
  }

  /** New ones. */
  final class Of {
    private Of() {}

    @JSBody(params = "kind", script = "return { kind: kind };")
    public static native PeersMessage kind(String kind);

    @JSBody(params = "text", script = "return { kind: 'status', text: text };")
    public static native PeersMessage status(String text);

    @JSBody(
        params = {"seat", "attempt", "what", "text"},
        script = "return { kind: 'direct', seat: seat, attempt: attempt, what: what, text: text };")
    public static native PeersMessage direct(int seat, int attempt, String what, String text);

    @JSBody(
        params = {"seat", "attempt", "bytes"},
        script =
            "return { kind: 'direct', seat: seat, attempt: attempt, what: 'candidate', bytes: bytes };")
    public static native PeersMessage candidate(int seat, int attempt, Int8Array bytes);
  }
}
