package io.blackroad.mesh.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSMethod;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;

/**
 * IndexedDB, as far as the archive needs it: the stores {@code checkpoints} (keyed by tree size),
 * {@code receipts} and {@code evidence} (numbered), all of texts.
 */
@JSClass(transparent = true)
public abstract class KeptDatabase implements JSObject {
  /** Opens or creates; rejected where storage is closed to this context. */
  @JSBody(
      params = "name",
      script =
          "return new Promise(function(done, failed) {"
              + " var opening = indexedDB.open(name, 1);"
              + " opening.onupgradeneeded = function() {"
              + " opening.result.createObjectStore('checkpoints');"
              + " opening.result.createObjectStore('receipts', { autoIncrement: true });"
              + " opening.result.createObjectStore('evidence', { autoIncrement: true }); };"
              + " opening.onerror = function() { failed(opening.error); };"
              + " opening.onsuccess = function() { opening.result.onversionchange ="
              + " function() { opening.result.close(); }; done(opening.result); }; });")
  public static native JSPromise<KeptDatabase> open(String name);

  /** The text with the greatest key; no value when there is none. */
  @JSBody(
      params = {"database", "store"},
      script =
          "return new Promise(function(done, failed) {"
              + " var asked = database.transaction(store).objectStore(store)"
              + ".openCursor(null, 'prev');"
              + " asked.onerror = function() { failed(asked.error); };"
              + " asked.onsuccess = function() {"
              + " done(asked.result && { text: asked.result.value }); }; });")
  public static native JSPromise<Kept> newest(KeptDatabase database, String store);

  /** Writes all that {@code fill} puts, at once, or nothing. */
  @JSBody(
      params = {"database", "fill"},
      script =
          "return new Promise(function(done, failed) {"
              + " var writing = database.transaction(database.objectStoreNames, 'readwrite');"
              + " writing.oncomplete = function() { done(null); };"
              + " writing.onabort = function() { failed(writing.error); };"
              + " fill(writing); });")
  public static native JSPromise<JSObject> write(KeptDatabase database, Sink<Writing> fill);

  @JSMethod("close")
  public abstract void close();

  /** What is kept under a key. */
  public interface Kept extends JSObject {
    @JSProperty
    String getText();
  }

  /** A transaction. */
  @JSClass(transparent = true)
  public abstract static class Writing implements JSObject {
    /** Puts a checkpoint, and drops those of fewer entries. */
    @JSBody(
        params = {"writing", "text", "treeSize"},
        script =
            "var all = writing.objectStore('checkpoints'); all.put(text, treeSize);"
                + " all.delete(IDBKeyRange.upperBound(treeSize, true));")
    public static native void checkpoint(Writing writing, String text, double treeSize);

    /** Adds to {@code store}, and drops all but the newest {@code newest}. */
    @JSBody(
        params = {"writing", "store", "text", "newest"},
        script =
            "var all = writing.objectStore(store); var added = all.add(text);"
                + " added.onsuccess = function() {"
                + " all.delete(IDBKeyRange.upperBound(added.result - newest)); };")
    public static native void add(Writing writing, String store, String text, int newest);
  }
}
