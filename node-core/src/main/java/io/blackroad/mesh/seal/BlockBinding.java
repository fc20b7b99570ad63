package io.blackroad.mesh.seal;

import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.JsonObject;

/**
 * What everything sealed belongs to, so that nothing of one job, block or row passes for another's.
 *
 * @param job the submitter's name for the job, 32 random hex digits; no id of the seed's
 * @param block which {@link #TEXTS} consecutive texts of the job, from 0
 * @param modelHash {@code sha256:} and 64 digits, so that a seed cannot have them computed by
 *     another model
 */
public record BlockBinding(String job, int block, String modelHash) {
  /**
   * Texts that share a content key: as many as a task has at most, so that a grant or two do for
   * one; and all that a node can read if the seed hands it what it was not given to compute.
   */
  public static final int TEXTS = 16;

  private static final byte[] BLOCK = Bytes.text("blackroad-mesh-block:v1\n");
  private static final byte[] ROW = Bytes.text("blackroad-mesh-row:v1\n");

  /** The bytes that a grant is bound to (spec/wire.md 10.2). */
  byte[] bytes() {
    return Bytes.join(BLOCK, CanonicalJson.bytes(members().build()));
  }

  /** The bytes that an envelope of the {@code row}th text of the block is bound to (10.3). */
  byte[] ofRow(int row) {
    return Bytes.join(ROW, CanonicalJson.bytes(members().put("row", row).build()));
  }

  private JsonObject members() {
    return new JsonObject().put("block", block).put("job", job).put("model_hash", modelHash);
  }
}
