package io.blackroad.mesh.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Int8Array;

/** An RTCDataChannel that the page has handed over. */
@JSClass(transparent = true)
public abstract class DataChannel implements JSObject {
  /** {@code connecting}, {@code open}, {@code closing} or {@code closed}. */
  @JSProperty
  public abstract String getReadyState();

  @JSProperty
  public abstract int getBufferedAmount();

  @JSProperty
  public abstract void setBinaryType(String type);

  @JSProperty
  public abstract void setBufferedAmountLowThreshold(int bytes);

  public abstract void close();

  /** Whether it took {@code frame}: not while it is not open, nor when its queue is full. */
  @JSBody(
      params = {"channel", "frame"},
      script = "try { channel.send(frame); return true; } catch (refused) { return false; }")
  public static native boolean send(DataChannel channel, Int8Array frame);

  @JSBody(
      params = {"channel", "listener"},
      script = "channel.onmessage = function(event) { listener(event.data); };")
  public static native void onMessage(DataChannel channel, Sink<ArrayBuffer> listener);

  /** Hears that it is open, that it is closed, and that its queue is short again. */
  @JSBody(
      params = {"channel", "opened", "closed", "drained"},
      script =
          "channel.onopen = function() { opened(); }; channel.onclose = function() { closed(); };"
              + " channel.onbufferedamountlow = function() { drained(); };")
  public static native void onChange(
      DataChannel channel, Action opened, Action closed, Action drained);

  /** Hears nothing more of it. */
  @JSBody(
      params = "channel",
      script =
          "channel.onmessage = channel.onopen = channel.onclose = channel.onbufferedamountlow ="
              + " null;")
  public static native void forget(DataChannel channel);
}
