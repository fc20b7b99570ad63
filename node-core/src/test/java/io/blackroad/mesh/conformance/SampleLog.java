package io.blackroad.mesh.conformance;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.merkle.TreeProver;
import io.blackroad.mesh.merkle.TreeTail;
import io.blackroad.mesh.sign.Ed25519;
import io.blackroad.mesh.witness.Checkpoint;
import io.blackroad.mesh.witness.ProvenEntry;
import io.blackroad.mesh.witness.Receipt;
import io.blackroad.mesh.witness.SignedCheckpoint;
import java.util.ArrayList;
import java.util.List;

/** The log of a seed whose private key everybody knows, as its vectors need it. */
final class SampleLog {
  /** The private key of the seed in every vector: bytes 0 to 31. */
  static final byte[] KEY = counted(0);

  /** Another private key: bytes 32 to 63. */
  static final byte[] OTHER_KEY = counted(32);

  static final Sha256 SHA = new Sha256();

  private static final long START_NANOS = 1_774_800_000_000_000_000L;
  private static final long ENTRY_NANOS = 1_000_000_007L;

  private final List<LoggedEntry> entries;
  private final TreeTail tree = TreeTail.empty(SHA);
  private final TreeProver prover = new TreeProver(tree, SHA);

  /** A log of {@code count} entries; other draws make another history of the same seed. */
  SampleLog(int count, long draws) {
    entries = SampleChain.entries(seedId(), count, new SeededBytes(draws));
    entries.forEach(entry -> tree.append(Hex.require(entry.entry().hash())));
  }

  static byte[] counted(int first) {
    byte[] bytes = new byte[32];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (first + i);
    }
    return bytes;
  }

  static String seedId() {
    return Identity.seedId(Ed25519.publicKey(KEY), SHA);
  }

  LoggedEntry entry(int seq) {
    return entries.get(seq);
  }

  TreeTail tree() {
    return tree;
  }

  TreeProver prover() {
    return prover;
  }

  /** What an honest seed states about its first {@code size} entries. */
  Checkpoint checkpoint(int size) {
    return new Checkpoint(
        SignedCheckpoint.CHAIN_PREFIX + seedId(),
        size,
        Hex.of(prover.root(size)),
        entries.get(size - 1).entry().hash(),
        START_NANOS + size * ENTRY_NANOS);
  }

  SignedCheckpoint signed(int size) {
    return signed(checkpoint(size), KEY);
  }

  static SignedCheckpoint signed(Checkpoint checkpoint, byte[] key) {
    return signed(checkpoint, key, checkpoint.signedBytes());
  }

  /** Signed as if {@code bytes} were what is to be signed. */
  static SignedCheckpoint signed(Checkpoint checkpoint, byte[] key, byte[] bytes) {
    return new SignedCheckpoint(
        checkpoint, Hex.of(Ed25519.publicKey(key)), Hex.of(Ed25519.sign(key, bytes)));
  }

  Receipt receipt(int seq, int size) {
    return receipt(entries.get(seq), size);
  }

  /** A receipt with the proof that belongs to the position of {@code entry}. */
  Receipt receipt(LoggedEntry entry, int size) {
    return new Receipt(
        new ProvenEntry(entry, hex(prover.inclusion(entry.entry().seq(), size).path())),
        signed(size));
  }

  static List<String> hex(List<byte[]> hashes) {
    List<String> all = new ArrayList<>();
    hashes.forEach(hash -> all.add(Hex.of(hash)));
    return all;
  }
}
