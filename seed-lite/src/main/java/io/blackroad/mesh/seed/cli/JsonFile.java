package io.blackroad.mesh.seed.cli;

import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.Parsed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of JSON: one value, an array, or a value a line. */
final class JsonFile {
  private final String text;

  private JsonFile(String text) {
    this.text = text;
  }

  /** Reads {@code file}, which may have as many bytes as a document of the mesh. */
  static JsonFile read(Path file) throws IOException, CliFailure {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(CanonicalJson.BYTES_MAX + 1);
      if (bytes.length > CanonicalJson.BYTES_MAX) {
        throw new CliFailure(
            file + " is longer than " + CanonicalJson.BYTES_MAX + " bytes", CliFailure.FAILED);
      }
      return new JsonFile(new String(bytes, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      throw new CliFailure("no file " + file, CliFailure.FAILED);
    }
  }

  String text() {
    return text;
  }

  /** Whether it can be JSON at all; a signed note cannot. */
  boolean isJson() {
    String begin = text.stripLeading();
    return begin.startsWith("{") || begin.startsWith("[");
  }

  /** Its values: the items of its array, or one for each line. */
  List<Json> values() throws Breach {
    if (CanonicalJson.parse(bytes(text)) instanceof Parsed.Value whole) {
      return whole.json() instanceof Json.Arr array ? array.items() : List.of(whole.json());
    }
    List<Json> values = new ArrayList<>();
    for (String line : text.lines().filter(each -> !each.isBlank()).toList()) {
      switch (CanonicalJson.parse(bytes(line))) {
        case Parsed.Value value -> values.add(value.json());
        case Parsed.Malformed bad ->
            throw new Breach(
                "its line " + (values.size() + 1) + " is not JSON (" + bad.reason() + ")");
      }
    }
    return values;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
