package io.blackroad.mesh.seed.cli;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.Parsed;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.merkle.TilePath;
import io.blackroad.mesh.seed.JcaDigest;
import io.blackroad.mesh.seed.JcaSignatureCheck;
import io.blackroad.mesh.seed.api.PublishedJson;
import io.blackroad.mesh.witness.CheckpointJson;
import io.blackroad.mesh.witness.CheckpointNote;
import io.blackroad.mesh.witness.Cosignature;
import io.blackroad.mesh.witness.SignedCheckpoint;
import io.blackroad.mesh.witness.SignedNote;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A log as it is published below {@code /log/}, by a seed or a mirror. */
final class PublishedSource implements LogSource {
  private static final int NOTE_BYTES_MAX = 1 << 16;
  private static final int JSON_BYTES_MAX = 1 << 20;

  /** An entry of the seed's own has at most a manifest's or a reason's kilobytes. */
  private static final int BUNDLE_BYTES_MAX = TilePath.WIDTH << 15;

  private static final int TILE_BYTES_MAX = TilePath.WIDTH * 34;

  private final LogFiles files;
  private long size;

  PublishedSource(LogFiles files) {
    this.files = files;
  }

  /** The oldest first: a seed that goes on meanwhile has then signed the longest log last. */
  @Override
  public void claims(Claims claims) throws IOException, CliFailure, Breach {
    byte[] witnessed = files.read("witnessed.json", JSON_BYTES_MAX);
    byte[] note = files.read("checkpoint", NOTE_BYTES_MAX);
    byte[] checkpoint = files.read("checkpoint.json", JSON_BYTES_MAX);
    if (checkpoint == null) {
      throw new CliFailure(
          files.where("checkpoint.json") + " is not there: is that a seed, or a mirror of one?",
          CliFailure.FAILED);
    }
    Json json = json(checkpoint, "checkpoint.json");
    SignedCheckpoint signed = CheckpointJson.fromJson(json);
    if (signed == null) {
      throw new Breach(files.where("checkpoint.json") + " is not a checkpoint");
    }
    claims.add(signed, files.where("checkpoint.json"));
    if (note != null) {
      addNote(note, claims);
    }
    if (witnessed != null) {
      addWitnessed(witnessed, claims);
    }
    size = claims.sizeMax();
  }

  private void addNote(byte[] text, Claims claims) throws Breach {
    SignedNote note = SignedNote.parse(new String(text, StandardCharsets.UTF_8));
    if (note == null) {
      throw new Breach(files.where("checkpoint") + " is not a signed note");
    }
    claims.add(note, files.where("checkpoint"));
  }

  private void addWitnessed(byte[] text, Claims claims) throws Breach {
    String where = files.where("witnessed.json");
    PublishedJson.Witnessed witnessed = PublishedJson.fromJson(json(text, "witnessed.json"));
    if (witnessed == null) {
      throw new Breach(where + " is not a witnessed checkpoint");
    }
    claims.add(witnessed.checkpoint(), where);
    for (Cosignature each : witnessed.cosignatures()) {
      if (!holds(each, witnessed.checkpoint())) {
        throw new Breach("the cosignature of " + each.nodeId() + " in " + where + " does not hold");
      }
      claims.addCosignature();
    }
  }

  private static boolean holds(Cosignature cosignature, SignedCheckpoint signed) {
    byte[] key = Hex.require(cosignature.publicKey());
    if (!Identity.nodeId(key, new JcaDigest()).equals(cosignature.nodeId())) {
      return false;
    }
    AtomicBoolean good = new AtomicBoolean();
    new JcaSignatureCheck()
        .verify(
            key,
            CheckpointNote.cosignedBytes(signed.checkpoint(), cosignature.timeSeconds()),
            Hex.require(cosignature.signature()),
            good::set);
    return good.get();
  }

  private Json json(byte[] text, String path) throws Breach {
    return switch (CanonicalJson.parse(text)) {
      case Parsed.Value value -> value.json();
      case Parsed.Malformed bad ->
          throw new Breach(files.where(path) + " is not JSON (" + bad.reason() + ")");
    };
  }

  @Override
  public void read(Sink sink) throws IOException, CliFailure, Breach {
    for (long from = 0; from < size; from += TilePath.WIDTH) {
      int width = (int) Math.min(TilePath.WIDTH, size - from);
      String name = new TilePath(TilePath.ENTRIES, from / TilePath.WIDTH, width).text();
      byte[] bundle = files.read(name, BUNDLE_BYTES_MAX);
      if (bundle == null) {
        throw new Breach(
            from, files.where(name) + " is missing, though " + size + " entries are signed");
      }
      read(bundle, from, width, sink);
    }
  }

  private static void read(byte[] bundle, long from, int width, Sink sink)
      throws IOException, CliFailure, Breach {
    Lines lines = new Lines(new ByteArrayInputStream(bundle));
    for (int i = 0; i < width; i++) {
      String line = lines.next();
      if (line == null || line.isEmpty()) {
        throw new Breach(from + i, "it is missing");
      }
      sink.take(LogLines.entry(line, from + i));
    }
    if (lines.next() != null) {
      throw new Breach(from + width, "a bundle has more than its " + width + " entries");
    }
  }

  @Override
  public boolean hasTiles() {
    return true;
  }

  @Override
  public byte @Nullable [] tile(TilePath path) throws IOException, CliFailure {
    return files.read("tile/" + path.text(), TILE_BYTES_MAX);
  }

  @Override
  public void close() {
    files.close();
  }
}
