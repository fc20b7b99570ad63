package io.blackroad.mesh.seed.cli;

import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.Parsed;
import io.blackroad.mesh.log.EntryJson;
import io.blackroad.mesh.log.LoggedEntry;
import java.nio.charset.StandardCharsets;

/** Entries as NDJSON, whole or as strangers see them. */
final class LogLines {
  private LogLines() {}

  /**
   * @param seq position of the line in the log
   */
  static LoggedEntry entry(String line, long seq) throws Breach {
    Json json =
        switch (CanonicalJson.parse(line.getBytes(StandardCharsets.UTF_8))) {
          case Parsed.Value value -> value.json();
          case Parsed.Malformed bad ->
              throw new Breach(seq, "it is not JSON (" + bad.reason() + ")");
        };
    return switch (EntryJson.fromShownJson(json)) {
      case EntryJson.Read.Ok ok -> ok.entry();
      case EntryJson.Read.Malformed bad -> throw new Breach(seq, bad.reason());
    };
  }
}
