package io.blackroad.mesh.witness;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.port.Digest;
import java.util.List;

/**
 * A checkpoint as the seed shows it to everyone.
 *
 * @param noteSignature the seed's signature over {@link CheckpointNote#body}, 128 hex digits
 * @param cosignatures of witnesses, so far
 */
public record Published(
    SignedCheckpoint checkpoint, String noteSignature, List<Cosignature> cosignatures) {
  public Published {
    cosignatures = List.copyOf(cosignatures);
  }

  /** The signed note, with a line for the seed and for each witness. */
  public String note(Digest digest) {
    StringBuilder note = new StringBuilder(CheckpointNote.body(checkpoint.checkpoint()));
    note.append('\n');
    note.append(
        CheckpointNote.line(
            checkpoint.checkpoint(),
            Hex.require(checkpoint.publicKey()),
            Hex.require(noteSignature),
            digest));
    cosignatures.forEach(each -> note.append(CheckpointNote.line(each, digest)));
    return note.toString();
  }
}
