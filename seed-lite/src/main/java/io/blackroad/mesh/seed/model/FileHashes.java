package io.blackroad.mesh.seed.model;

import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.json.Members;
import io.blackroad.mesh.json.Parsed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of large files, computed once per content: a file of the same size and time of change is
 * not read again. Kept in {@code DATA/pins.json}, together with the pins of models whose manifest
 * states no hash. Safe for threads; a call may read a whole file.
 */
final class FileHashes {
  private static final int CHUNK_BYTES = 1 << 16;
  private static final int NAME_CHARS_MAX = 4_096;
  private static final int ENTRIES_MAX = 10_000;
  private static final int HEX_DIGITS = 64;

  private final Path store;
  private final SortedMap<String, Seen> files = new TreeMap<>();
  private final SortedMap<String, String> pins = new TreeMap<>();

  /** What a file's hash was, and how it looked then. */
  private record Seen(String sha256, long bytes, long modifiedMillis) {}

  private FileHashes(Path store) {
    this.store = store;
  }

  /** What {@code store} holds, or nothing when it is not there yet. */
  static FileHashes open(Path store) throws IOException {
    FileHashes hashes = new FileHashes(store);
    if (Files.exists(store) && !hashes.read(Files.readAllBytes(store))) {
      throw new ModelRefusal(store + " is damaged: mend it, or delete it to pin anew");
    }
    return hashes;
  }

  private boolean read(byte[] json) {
    if (!(CanonicalJson.parse(json) instanceof Parsed.Value(Json value))) {
      return false;
    }
    Members whole = Members.of(value);
    for (Json item : whole.items("files", ENTRIES_MAX)) {
      Members file = whole.item("files", item);
      String name = file.text("file", NAME_CHARS_MAX);
      long bytes = file.integer("bytes", 0, Json.INT_MAX);
      long modifiedMillis = file.integer("modifiedMillis", -Json.INT_MAX, Json.INT_MAX);
      files.put(name, new Seen(file.hex("sha256", "", HEX_DIGITS), bytes, modifiedMillis));
    }
    for (Json item : whole.items("pins", ENTRIES_MAX)) {
      Members pin = whole.item("pins", item);
      pins.put(pin.text("file", NAME_CHARS_MAX), pin.hex("sha256", "", HEX_DIGITS));
    }
    return whole.problem() == null;
  }

  /** The hash of {@code file} in hex. */
  synchronized String sha256(Path file) throws IOException {
    String name = file.toAbsolutePath().normalize().toString();
    long bytes = Files.size(file);
    long modifiedMillis = Files.getLastModifiedTime(file).toMillis();
    Seen seen = files.get(name);
    if (seen != null && seen.bytes() == bytes && seen.modifiedMillis() == modifiedMillis) {
      return seen.sha256();
    }
    try (InputStream in = Files.newInputStream(file)) {
      seen = new Seen(hash(in), bytes, modifiedMillis);
    }
    files.put(name, seen);
    save();
    return seen.sha256();
  }

  /** The hash that {@code key} was pinned to, or null. */
  synchronized @Nullable String pin(String key) {
    return pins.get(key);
  }

  /** Pins {@code key} to {@code sha256} from now on. */
  synchronized void pin(String key, String sha256) throws IOException {
    pins.put(key, sha256);
    save();
  }

  private void save() throws IOException {
    List<Json> seen = new ArrayList<>();
    for (Map.Entry<String, Seen> file : files.entrySet()) {
      seen.add(
          new JsonObject()
              .put("file", Json.Text.repaired(file.getKey()))
              .put("bytes", file.getValue().bytes())
              .put("modifiedMillis", file.getValue().modifiedMillis())
              .put("sha256", file.getValue().sha256())
              .build());
    }
    List<Json> pinned = new ArrayList<>();
    for (Map.Entry<String, String> pin : pins.entrySet()) {
      JsonObject each = new JsonObject().put("file", Json.Text.repaired(pin.getKey()));
      pinned.add(each.put("sha256", pin.getValue()).build());
    }
    Files.createDirectories(store.resolveSibling("."));
    Path next = store.resolveSibling(store.getFileName() + ".next");
    JsonObject whole = new JsonObject().put("files", seen).put("pins", pinned);
    Files.write(next, CanonicalJson.bytes(whole.build()));
    Files.move(next, store, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** SHA-256 of all that {@code in} gives, in hex. */
  static String hash(InputStream in) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    byte[] chunk = new byte[CHUNK_BYTES];
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      digest.update(chunk, 0, n);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
