package io.blackroad.mesh.browser.js;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * What of the node may outlive its worker: the device key that a visitor keeps ({@code
 * standing.js}), and the session that another tab goes on with ({@code session.js}). Its promises
 * are not rejected.
 */
public interface StandingKeys extends JSObject {
  /**
   * What is there for {@code chain}, a seed's log.
   *
   * @param inherits whether another tab ran this site's node until now
   */
  JSPromise<Claim> claim(String site, String chain, boolean inherits);

  /** Keeps {@code key}; the state that the node's key is in then. */
  JSPromise<JSString> keep(String site, String chain, DeviceKey key);

  /**
   * What the visitor agrees to at this moment, by this browser's own record ({@code consent.js});
   * no value when that is gone, over, or for other code than runs here.
   */
  JSPromise<StartOptions> consent(String site, String codeHash);

  /** Puts down {@code key} for whoever goes on with the session, unless it was inherited. */
  void begun(String site, String chain, DeviceKey key);

  /** Puts down, soon, how far the session's tasks are then. */
  void save(String site, Newest newest);

  /** Gives how far the tasks are; empty when none is under way. */
  @JSFunctor
  interface Newest extends JSObject {
    Int8Array checkpoint();
  }

  /** What {@link #claim} found. */
  interface Claim extends JSObject {
    /** {@code session} or {@code kept}. */
    @JSProperty
    String getState();

    @JSProperty
    @Nullable DeviceKey getKey();

    /** How far the tasks are of a session that is inherited. */
    @JSProperty
    @Nullable Int8Array getCheckpoint();
  }
}
