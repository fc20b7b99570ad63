package io.blackroad.mesh.seed.cli;

import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.log.Entry;
import java.io.PrintStream;
import java.time.Instant;

/** Says what came of a check: one sentence, or the same as JSON. */
final class VerifyReport {
  private final PrintStream out;
  private final boolean quiet;
  private final boolean json;

  VerifyReport(PrintStream out, boolean quiet, boolean json) {
    this.out = out;
    this.quiet = quiet;
    this.json = json;
  }

  /** The log at {@code where} holds. */
  int log(LogCheck.Sound sound, String where) {
    Entry first = sound.first();
    Entry last = sound.last();
    if (first == null || last == null) {
      return holds("The log " + where + " holds no entries yet.", new JsonObject());
    }
    String witnesses =
        sound.cosignatures() == 0
            ? ""
            : ", cosigned by "
                + sound.cosignatures()
                + (sound.cosignatures() == 1 ? " witness" : " witnesses");
    return holds(
        "The log "
            + where
            + " holds: "
            + (last.seq() + 1)
            + " entries of "
            + first.chain()
            + ", "
            + time(first)
            + " to "
            + time(last)
            + ", root "
            + sound.root()
            + ", head "
            + last.hash()
            + witnesses,
        new JsonObject()
            .put("chain", first.chain())
            .put("entries", last.seq() + 1)
            .put("merkle_root", sound.root())
            .put("head_hash", last.hash())
            .put("cosignatures", sound.cosignatures()));
  }

  /** Something holds; {@code facts} are what JSON says of it besides. */
  int holds(String sentence, JsonObject facts) {
    say(sentence, facts.put("holds", true));
    return 0;
  }

  /** {@code what} is broken. */
  int broken(Breach breach, String what) {
    JsonObject facts = new JsonObject().put("holds", false).put("reason", breach.reason());
    if (breach.seq() != Breach.NO_ENTRY) {
      facts.put("seq", breach.seq());
    }
    say(breach.sentence(what), facts);
    return CliFailure.FAILED;
  }

  private void say(String sentence, JsonObject facts) {
    if (!quiet) {
      out.println(json ? CanonicalJson.text(facts.put("sentence", sentence).build()) : sentence);
      out.flush();
    }
  }

  private static Instant time(Entry entry) {
    return Instant.ofEpochMilli(entry.timestampNanos() / 1_000_000);
  }
}
