package io.blackroad.mesh.seed.model;

import io.blackroad.mesh.seed.model.ModelManifest.PinnedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One file of a model: found in a models folder, or else in the jar and then copied out at first
 * need. Its content is held against its pin before anyone gets it.
 */
final class ModelFile {
  /** Of {@link #content}; a BERT tokenizer.json has 0.7 MB, a multilingual one 17 MB. */
  private static final int CONTENT_BYTES_MAX = 64 << 20;

  private final String key;
  private final PinnedFile pinned;
  private final List<Path> folders;
  private final FileHashes hashes;

  /**
   * @param model its catalog name; with the file's name the key of its pin
   * @param folders where it may lie, first choice first; the last one takes the jar's copy
   */
  ModelFile(String model, PinnedFile pinned, List<Path> folders, FileHashes hashes) {
    this.key = model + "/" + pinned.path().getFileName();
    this.pinned = pinned;
    this.folders = folders;
    this.hashes = hashes;
  }

  /** Null when the file is there; else which file, where, and its SHA-256 if known. */
  @Nullable String absence() {
    if (found() != null || ModelFile.class.getResource(resource()) != null) {
      return null;
    }
    String size = pinned.bytes() < 0 ? "" : ", " + pinned.bytes() + " bytes";
    String sha256 = pinned.sha256() == null ? "" : ", SHA-256 " + pinned.sha256();
    return "put the file " + folders.get(0).resolve(pinned.path()) + " in place" + size + sha256;
  }

  /** The hash that it must have or has, in hex; null until an unpinned file was first used. */
  @Nullable String sha256() {
    return pinned.sha256() == null ? hashes.pin(key) : pinned.sha256();
  }

  /** Its size, stated or looked up; 0 while it is absent. */
  long bytes() throws IOException {
    if (pinned.bytes() >= 0) {
      return pinned.bytes();
    }
    Path found = found();
    return found == null ? 0 : Files.size(found);
  }

  /**
   * The file, checked; the first use of an unpinned one pins it. May read all of it.
   *
   * @throws ModelRefusal when it is absent, or not the content that it must be
   */
  Path path() throws IOException {
    Path path = found();
    if (path == null) {
      path = copiedOut();
    }
    require(hashes.sha256(path), path.toString());
    return path;
  }

  /** Its content, checked likewise; for small files, which then need no copy outside the jar. */
  byte[] content() throws IOException {
    Path path = found();
    try (InputStream in =
        path == null
            ? ModelFile.class.getResourceAsStream(resource())
            : Files.newInputStream(path)) {
      if (in == null) {
        throw new ModelRefusal(String.valueOf(absence()));
      }
      byte[] content = in.readNBytes(CONTENT_BYTES_MAX);
      require(FileHashes.hash(new ByteArrayInputStream(content)), whereabouts(path));
      return content;
    }
  }

  /** Where its content is read from, for a person. */
  String whereabouts() {
    return whereabouts(found());
  }

  private String whereabouts(@Nullable Path path) {
    return path == null ? resource() : path.toString();
  }

  private void require(String actual, String where) throws IOException {
    String wanted = sha256();
    if (wanted == null) {
      hashes.pin(key, actual);
    } else if (!wanted.equals(actual)) {
      String advice =
          pinned.sha256() == null ? ": restore it, or remove " + key + " from pins.json" : "";
      throw new ModelRefusal(where + " has SHA-256 " + actual + ", wanted " + wanted + advice);
    }
  }

  private @Nullable Path found() {
    for (Path folder : folders) {
      Path candidate = folder.resolve(pinned.path());
      if (Files.isRegularFile(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  private Path copiedOut() throws IOException {
    try (InputStream in = ModelFile.class.getResourceAsStream(resource())) {
      if (in == null) {
        throw new ModelRefusal(String.valueOf(absence()));
      }
      Path path = folders.get(folders.size() - 1).resolve(pinned.path());
      Path folder = path.resolveSibling(".");
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, "copy", ".part");
      Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return path;
    }
  }

  private String resource() {
    return "/models/" + pinned.path().toString().replace('\\', '/');
  }
}
