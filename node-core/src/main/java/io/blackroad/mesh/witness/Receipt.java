package io.blackroad.mesh.witness;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.log.Entry;
import io.blackroad.mesh.log.EntryCheck;
import io.blackroad.mesh.merkle.InclusionProof;
import io.blackroad.mesh.port.Digest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry, the signed checkpoint that covers it, and the proof that it does: all that is needed
 * to show, without asking the seed, what the seed has committed to (spec/ps-sha-infinity.md 8).
 */
public record Receipt(ProvenEntry proven, SignedCheckpoint checkpoint) {

  /**
   * What is wrong with it, for a person; null when its entry is in the log of its checkpoint. That
   * the seed signed the checkpoint is {@link SignedCheckpoint#check}'s question.
   */
  public @Nullable String problem(Digest digest) {
    Entry entry = proven.entry().entry();
    Checkpoint covering = checkpoint.checkpoint();
    if (!entry.chain().equals(covering.chain())) {
      return "the entry is of " + entry.chain() + ", the checkpoint of " + covering.chain();
    }
    String problem = EntryCheck.problem(proven.entry(), digest);
    if (problem != null) {
      return "entry " + entry.seq() + ": " + problem;
    }
    if (entry.seq() >= covering.treeSize()) {
      return "entry " + entry.seq() + " is behind a checkpoint of " + covering.treeSize();
    }
    boolean last = entry.seq() == covering.treeSize() - 1;
    if (last && !entry.hash().equals(covering.headHash())) {
      return "entry " + entry.seq() + " is not the head that the checkpoint names";
    }
    return included(entry, covering, digest)
        ? null
        : "entry " + entry.seq() + " is not in the tree of the checkpoint";
  }

  private boolean included(Entry entry, Checkpoint covering, Digest digest) {
    return new InclusionProof(entry.seq(), covering.treeSize(), bytes(proven.path()))
        .verify(Hex.require(entry.hash()), Hex.require(covering.root()), digest);
  }

  /** Hashes from their digits, which were checked when they were read. */
  static List<byte[]> bytes(List<String> hashes) {
    List<byte[]> all = new ArrayList<>();
    for (String hash : hashes) {
      all.add(Hex.require(hash));
    }
    return all;
  }
}
