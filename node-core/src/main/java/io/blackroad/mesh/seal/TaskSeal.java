package io.blackroad.mesh.seal;

import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.port.Entropy;
import java.util.function.Consumer;

/**
 * The content key of one task, and what is done with it: by the submitter, who draws it and grants
 * it to each node that is to compute the task; by those nodes; by nobody else.
 */
public final class TaskSeal {
  /** Bytes that an envelope is longer than its padded content. */
  public static final int OVERHEAD_BYTES = Envelope.OVERHEAD_BYTES;

  private static final String GRANT = "blackroad-mesh-grant:v1\n";

  private final Ports ports;
  private final TaskBinding binding;
  private final byte[] contentKey;
  private final Envelope envelope;

  /** What sealing needs from its platform. */
  public record Ports(SealCrypto crypto, Digest digest) {}

  /** What came of a grant. */
  public sealed interface Granted {
    record Ok(TaskSeal seal) implements Granted {}

    /** It is not for this node and this task. */
    record Refused(String reason) implements Granted {}
  }

  private TaskSeal(Ports ports, TaskBinding binding, byte[] contentKey) {
    this.ports = ports;
    this.binding = binding;
    this.contentKey = contentKey;
    this.envelope = new Envelope(ports.crypto(), ports.digest(), contentKey, binding.bytes());
  }

  /** With a new content key. */
  public static TaskSeal draw(Ports ports, TaskBinding binding, Entropy entropy) {
    byte[] contentKey = new byte[Hkdf.HASH_BYTES];
    entropy.fill(contentKey);
    return new TaskSeal(ports, binding, contentKey);
  }

  /** With a content key that was drawn before, 32 bytes. */
  public static TaskSeal of(Ports ports, TaskBinding binding, byte[] contentKey) {
    if (contentKey.length != Hkdf.HASH_BYTES) {
      throw new IllegalArgumentException("a content key of " + contentKey.length + " bytes");
    }
    return new TaskSeal(ports, binding, contentKey.clone());
  }

  /** A node takes up what {@link #grant} made for it. */
  public static void accept(
      Ports ports, TaskBinding binding, Grantee grantee, Consumer<Granted> done) {
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

  private static Granted granted(Ports ports, TaskBinding binding, Unsealed opened) {
    return switch (opened) {
      case Unsealed.Refused refused -> new Granted.Refused(refused.reason());
      case Unsealed.Plain key ->
          key.bytes().length == Hkdf.HASH_BYTES
              ? new Granted.Ok(of(ports, binding, key.bytes()))
              : new Granted.Refused("a content key of " + key.bytes().length + " bytes");
    };
  }

  private static Hpke.Binding hpkeBinding(TaskBinding task, String nodeId) {
    return new Hpke.Binding(Bytes.text(GRANT + nodeId), task.bytes());
  }

  /**
   * Seals the content key for a node. Requires that the key was shown to be that node's ({@link
   * SealKeyProof}); refused when it is none.
   */
  public void grant(String nodeId, byte[] nodeKey, Consumer<Hpke.Sealed> done) {
    new Hpke(ports.crypto(), ports.digest())
        .seal(nodeKey, hpkeBinding(binding, nodeId), contentKey, done);
  }

  /** Seals the task's input, the canonical bytes of a tensor. */
  public void sealInput(byte[] tensor, Consumer<byte[]> done) {
    envelope.seal(Envelope.Way.INPUT, tensor, done);
  }

  public void openInput(byte[] sealed, Consumer<Unsealed> done) {
    envelope.open(Envelope.Way.INPUT, sealed, done);
  }

  /** Seals the task's output: equal tensors give equal bytes, whichever node seals them. */
  public void sealOutput(byte[] tensor, Consumer<byte[]> done) {
    envelope.seal(Envelope.Way.OUTPUT, tensor, done);
  }

  public void openOutput(byte[] sealed, Consumer<Unsealed> done) {
    envelope.open(Envelope.Way.OUTPUT, sealed, done);
  }
}
