package io.blackroad.mesh.seed.model;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private final Path store;
  private final Kept kept;

  /** What a file's hash was, and how it looked then. */
  record Seen(String sha256, long bytes, long modifiedMillis) {}

  /** The whole of pins.json. */
  record Kept(SortedMap<String, Seen> files, SortedMap<String, String> pins) {}

  private FileHashes(Path store, Kept kept) {
    this.store = store;
    this.kept = kept;
  }

  /** What {@code store} holds, or nothing when it is not there yet. */
  static FileHashes open(Path store) throws ModelRefusal {
    if (!Files.exists(store)) {
      return new FileHashes(store, new Kept(new TreeMap<>(), new TreeMap<>()));
    }
    try {
      return new FileHashes(
          store, MAPPER.readValue(Files.readString(store), new TypeReference<Kept>() {}));
    } catch (IOException e) {
      throw new ModelRefusal(store + " cannot be read: mend it, or delete it to pin anew", e);
    }
  }

  /** The hash of {@code file} in hex. */
  synchronized String sha256(Path file) throws IOException {
    String name = file.toAbsolutePath().normalize().toString();
    long bytes = Files.size(file);
    long modifiedMillis = Files.getLastModifiedTime(file).toMillis();
    Seen seen = kept.files().get(name);
    if (seen != null && seen.bytes() == bytes && seen.modifiedMillis() == modifiedMillis) {
      return seen.sha256();
    }
    try (InputStream in = Files.newInputStream(file)) {
      seen = new Seen(hash(in), bytes, modifiedMillis);
    }
    kept.files().put(name, seen);
    save();
    return seen.sha256();
  }

  /** The hash that {@code key} was pinned to, or null. */
  synchronized @Nullable String pin(String key) {
    return kept.pins().get(key);
  }

  /** Pins {@code key} to {@code sha256} from now on. */
  synchronized void pin(String key, String sha256) throws IOException {
    kept.pins().put(key, sha256);
    save();
  }

  private void save() throws IOException {
    Files.createDirectories(store.resolveSibling("."));
    Path next = store.resolveSibling(store.getFileName() + ".next");
    Files.writeString(next, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(kept));
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
