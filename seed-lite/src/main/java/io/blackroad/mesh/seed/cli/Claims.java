package io.blackroad.mesh.seed.cli;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.log.Entry;
import io.blackroad.mesh.seed.JcaDigest;
import io.blackroad.mesh.seed.JcaSignatureCheck;
import io.blackroad.mesh.witness.Checkpoint;
import io.blackroad.mesh.witness.SignedCheckpoint;
import io.blackroad.mesh.witness.SignedNote;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What a seed has signed of its log, by size; compared with the entries as they come. Two claims
 * that exclude each other are found before any entry is read.
 */
final class Claims {
  private final TreeMap<Long, List<Claim>> bySize = new TreeMap<>();
  private final @Nullable String pinnedSeed;
  private @Nullable SignedCheckpoint first;
  private int cosignatures;

  /**
   * @param where the file or address that says so, for a person
   * @param complete whether head and time are stated: a note has neither
   */
  private record Claim(Checkpoint checkpoint, String where, boolean complete) {}

  /**
   * @param pinnedSeed id of the only seed whose log it may be; null for any
   */
  Claims(@Nullable String pinnedSeed) {
    this.pinnedSeed = pinnedSeed;
  }

  /** Adds a checkpoint, once its signature holds. */
  void add(SignedCheckpoint signed, String where) throws Breach {
    AtomicBoolean good = new AtomicBoolean();
    signed.check(new JcaDigest(), new JcaSignatureCheck(), good::set);
    if (!good.get()) {
      throw new Breach("the seed did not sign the checkpoint of " + where);
    }
    if (first == null) {
      requireSeed(signed.checkpoint().chain());
      first = signed;
    }
    add(new Claim(signed.checkpoint(), where, true));
  }

  /** Whether the seed's key is known, by which notes can be checked. */
  boolean knowKey() {
    return first != null;
  }

  /** Adds a note; needs a checkpoint, which says the seed's key, before it. */
  void add(SignedNote note, String where) throws Breach {
    AtomicBoolean good = new AtomicBoolean();
    byte[] key = publicKey();
    if (key.length > 0) {
      note.isSignedBy(key, new JcaDigest(), new JcaSignatureCheck(), good::set);
    }
    if (!good.get()) {
      throw new Breach("the seed did not sign the note " + where);
    }
    add(new Claim(note.checkpoint(), where, false));
  }

  /** Counts a witness's signature that holds. */
  void addCosignature() {
    cosignatures++;
  }

  int cosignatures() {
    return cosignatures;
  }

  private byte[] publicKey() {
    SignedCheckpoint known = first;
    return known == null ? new byte[0] : Hex.require(known.publicKey());
  }

  /** Refuses the chain of another seed than the one that was named. */
  void requireSeed(String chain) throws Breach {
    if (pinnedSeed != null && !chain.equals(SignedCheckpoint.CHAIN_PREFIX + pinnedSeed)) {
      throw new Breach("it is of " + chain + ", not of seed " + pinnedSeed);
    }
    SignedCheckpoint known = first;
    if (known != null && !known.checkpoint().chain().equals(chain)) {
      throw new Breach("it is of " + chain + ", but signed is " + known.checkpoint().chain());
    }
  }

  private void add(Claim claim) throws Breach {
    Checkpoint checkpoint = claim.checkpoint;
    String chain = Objects.requireNonNull(first).checkpoint().chain();
    if (!checkpoint.chain().equals(chain)) {
      throw new Breach("it is of " + chain + ", but " + claim.where + " of " + checkpoint.chain());
    }
    List<Claim> others = bySize.computeIfAbsent(checkpoint.treeSize(), size -> new ArrayList<>());
    for (Claim other : others) {
      requireSame(other, claim);
    }
    others.add(claim);
    requireTimeGrows();
  }

  private static void requireSame(Claim one, Claim other) throws Breach {
    boolean heads = one.complete && other.complete;
    if (!one.checkpoint.root().equals(other.checkpoint.root())
        || (heads && !one.checkpoint.headHash().equals(other.checkpoint.headHash()))) {
      throw new Breach(
          "the seed signed two different logs of "
              + one.checkpoint.treeSize()
              + " entries, in "
              + one.where
              + " and in "
              + other.where
              + ": it shows two histories");
    }
  }

  private void requireTimeGrows() throws Breach {
    @Nullable Claim before = null;
    for (List<Claim> claims : bySize.values()) {
      for (Claim claim : claims) {
        if (claim.complete && before != null && goesBack(before, claim)) {
          throw new Breach(
              "the log of "
                  + claim.checkpoint.treeSize()
                  + " entries claims to be older than that of "
                  + before.checkpoint.treeSize());
        }
        before = claim.complete ? claim : before;
      }
    }
  }

  private static boolean goesBack(Claim before, Claim claim) {
    return claim.checkpoint.treeSize() > before.checkpoint.treeSize()
        && claim.checkpoint.timestampNanos() <= before.checkpoint.timestampNanos();
  }

  /** The longest log that is claimed; 0 when nothing is. */
  long sizeMax() {
    return bySize.isEmpty() ? 0 : bySize.lastKey();
  }

  /** Whether anything is claimed of the first {@code size} entries. */
  boolean concern(long size) {
    return bySize.containsKey(size);
  }

  /** Compares the entries up to {@code head}, and the root over them, to what is claimed. */
  void compare(Entry head, String root) throws Breach {
    long size = head.seq() + 1;
    for (Claim claim : bySize.getOrDefault(size, List.of())) {
      if (!claim.checkpoint.root().equals(root)) {
        throw new Breach(
            "its first "
                + size
                + " entries are not those that the seed signed in "
                + claim.where
                + " (the Merkle roots differ): it was rewritten before entry "
                + size);
      }
      if (claim.complete && !isHead(claim.checkpoint, head)) {
        throw new Breach(size - 1, "it is not the head that the seed signed in " + claim.where);
      }
    }
  }

  private static boolean isHead(Checkpoint checkpoint, Entry head) {
    return checkpoint.headHash().equals(head.hash())
        && checkpoint.timestampNanos() == head.timestampNanos();
  }

  /** Refuses a log of {@code size} entries when a longer one was signed. */
  void requireReached(long size) throws Breach {
    if (sizeMax() > size) {
      throw new Breach(
          "it ends after "
              + size
              + " entries, but the seed signed one of "
              + sizeMax()
              + " in "
              + longest().where
              + ": it was cut");
    }
  }

  private Claim longest() {
    return Objects.requireNonNull(bySize.get(sizeMax())).getFirst();
  }
}
