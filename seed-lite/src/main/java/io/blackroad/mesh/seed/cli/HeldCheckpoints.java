package io.blackroad.mesh.seed.cli;

import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.witness.CheckpointJson;
import io.blackroad.mesh.witness.SignedCheckpoint;
import io.blackroad.mesh.witness.SignedNote;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Checkpoints in a file that somebody kept: a checkpoint or several, receipts, evidence, what
 * {@code /log/witnessed.json} said, or a signed note.
 */
final class HeldCheckpoints {
  private HeldCheckpoints() {}

  /** Adds those in {@code file} to {@code claims}, which know what the log itself claims. */
  static void add(Path file, Claims claims) throws IOException, CliFailure, Breach {
    JsonFile kept = JsonFile.read(file);
    if (!kept.isJson()) {
      addNote(kept.text(), file, claims);
      return;
    }
    for (Json value : kept.values()) {
      for (Json checkpoint : within(value)) {
        SignedCheckpoint signed = CheckpointJson.fromJson(checkpoint);
        if (signed == null) {
          throw new CliFailure(file + " holds no checkpoint, receipt or note", CliFailure.FAILED);
        }
        claims.add(signed, file.toString());
      }
    }
  }

  private static List<Json> within(Json value) {
    if (value instanceof Json.Obj object) {
      Json of = object.members().get("checkpoint");
      Json first = object.members().get("first");
      Json second = object.members().get("second");
      if (of != null) {
        return List.of(of);
      }
      if (first != null && second != null) {
        return List.of(first, second);
      }
    }
    return List.of(value);
  }

  private static void addNote(String text, Path file, Claims claims) throws CliFailure, Breach {
    SignedNote note = SignedNote.parse(text);
    if (note == null) {
      throw new CliFailure(file + " is neither JSON nor a signed note", CliFailure.FAILED);
    }
    if (!claims.knowKey()) {
      throw new CliFailure(
          "a note does not say its seed's key: verify a seed, a mirror or a data folder with it",
          CliFailure.FAILED);
    }
    claims.add(note, file.toString());
  }
}
