package io.blackroad.mesh.seal;

import io.blackroad.mesh.port.Digest;
import java.util.function.Consumer;

/**
 * The content key of one block of texts, and what is done with it: by the submitter, who makes it
 * and grants it to each node that is to compute a text of the block; by those nodes; by nobody
 * else.
 */
public final class BlockSeal {
  /** Bytes that an envelope is longer than its padded content. */
  public static final int OVERHEAD_BYTES = Envelope.OVERHEAD_BYTES;

  private static final String GRANT = "blackroad-mesh-grant:v1\n";
  private static final String KEY = "blackroad-mesh-block-key:v1\n";

  private final Ports ports;
  private final BlockBinding binding;
  private final byte[] contentKey;

  /** What sealing needs from its platform. */
  public record Ports(SealCrypto crypto, Digest digest) {}

  /** What came of a grant. */
  public sealed interface Granted {
    record Ok(BlockSeal seal) implements Granted {}

    /** It is not for this node and this block. */
    record Refused(String reason) implements Granted {}
  }

  private BlockSeal(Ports ports, BlockBinding binding, byte[] contentKey) {
    this.ports = ports;
    this.binding = binding;
    this.contentKey = contentKey;
  }

  /**
   * The submitter's, from the key of its job: without it, no block's key tells another's.
   *
   * @param jobKey 32 random bytes
   */
  public static BlockSeal ofJob(Ports ports, BlockBinding binding, byte[] jobKey) {
    byte[] info = Bytes.join(Bytes.text(KEY), binding.bytes());
    return of(ports, binding, new Hkdf(ports.digest()).expand(jobKey, info, Hkdf.HASH_BYTES));
  }

  /** With a content key, 32 bytes. */
  public static BlockSeal of(Ports ports, BlockBinding binding, byte[] contentKey) {
    if (contentKey.length != Hkdf.HASH_BYTES) {
      throw new IllegalArgumentException("a content key of " + contentKey.length + " bytes");
    }
    return new BlockSeal(ports, binding, contentKey.clone());
  }

  /** A node takes up what {@link #grant} made for it. */
  public static void accept(
      Ports ports, BlockBinding binding, Grantee grantee, Consumer<Granted> done) {
    new Hpke(ports.crypto(), ports.digest())
        .open(
            grantee.key(),
            hpkeBinding(binding, grantee.nodeId()),
            grantee.grant(),
            opened -> done.accept(granted(ports, binding, opened)));
  }

  /**
   * The node that a grant is for.
   *
   * @param key whose public half it has shown ({@link SealKeyProof})
   */
  public record Grantee(String nodeId, SealKey key, Hpke.Message grant) {}

  private static Granted granted(Ports ports, BlockBinding binding, Unsealed opened) {
    return switch (opened) {
      case Unsealed.Refused refused -> new Granted.Refused(refused.reason());
      case Unsealed.Plain key ->
          key.bytes().length == Hkdf.HASH_BYTES
              ? new Granted.Ok(of(ports, binding, key.bytes()))
              : new Granted.Refused("a content key of " + key.bytes().length + " bytes");
    };
  }

  private static Hpke.Binding hpkeBinding(BlockBinding block, String nodeId) {
    return new Hpke.Binding(Bytes.text(GRANT + nodeId), block.bytes());
  }

  /**
   * Seals the content key for a node. Requires that the key was shown to be that node's ({@link
   * SealKeyProof}); refused when it is none.
   */
  public void grant(String nodeId, byte[] nodeKey, Consumer<Hpke.Sealed> done) {
    new Hpke(ports.crypto(), ports.digest())
        .seal(nodeKey, hpkeBinding(binding, nodeId), contentKey, done);
  }

  /** Seals what the {@code row}th text of the block is computed from. */
  public void sealInput(int row, byte[] content, Consumer<byte[]> done) {
    envelope(row).seal(Envelope.Way.INPUT, content, done);
  }

  public void openInput(int row, byte[] sealed, Consumer<Unsealed> done) {
    envelope(row).open(Envelope.Way.INPUT, sealed, done);
  }

  /** Seals its output: equal content gives equal bytes, whichever node seals it. */
  public void sealOutput(int row, byte[] content, Consumer<byte[]> done) {
    envelope(row).seal(Envelope.Way.OUTPUT, content, done);
  }

  public void openOutput(int row, byte[] sealed, Consumer<Unsealed> done) {
    envelope(row).open(Envelope.Way.OUTPUT, sealed, done);
  }

  private Envelope envelope(int row) {
    return new Envelope(ports.crypto(), ports.digest(), contentKey, binding.ofRow(row));
  }
}
