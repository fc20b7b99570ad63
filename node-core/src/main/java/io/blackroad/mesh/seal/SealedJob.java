package io.blackroad.mesh.seal;

import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.port.Entropy;
import io.blackroad.mesh.port.SignatureCheck;
import io.blackroad.mesh.task.ModelSpec;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The submitter's side of a sealed job: seals its texts before anybody else sees them, grants nodes
 * the keys of what they were given, opens the vectors.
 */
public final class SealedJob {
  /**
   * Nodes that are granted one block: whoever computes a copy, and those that take over from them.
   * A seed that makes up nodes to collect keys needs one; this bounds by accident, not by design.
   */
  private static final int NODES_PER_BLOCK_MAX = 64;

  private final Ports ports;
  private final Secret secret;
  private final ModelSpec open;
  private final int texts;
  private final Map<Integer, Set<String>> granted = new LinkedHashMap<>();

  /** What a submitter needs from its platform. */
  public record Ports(SealCrypto crypto, Digest digest, SignatureCheck signatures) {}

  /**
   * What a submitter has to keep if it is to go on after a restart.
   *
   * @param job its own name for the job, 32 hex digits, which follows from the token
   * @param token that shows the seed who the job's submitter is, and opens nothing
   * @param key 32 bytes that all of it follows from
   */
  public record Secret(String job, JobToken token, byte[] key) {
    private static final String TOKEN = "blackroad-mesh-job-token:v1\n";

    /** A new job's. */
    public static Secret drawn(Entropy entropy, Digest digest) {
      byte[] key = new byte[Hkdf.HASH_BYTES];
      entropy.fill(key);
      byte[] drawn = new Hkdf(digest).expand(key, Bytes.text(TOKEN), JobToken.BYTES);
      JobToken token = new JobToken(drawn);
      return new Secret(token.job(digest), token, key);
    }
  }

  /** What came of opening a result. */
  public sealed interface Opened {
    record Vector(float[] values) implements Opened {}

    /** It is not what a node computed of that text. */
    record Refused(String reason) implements Opened {}
  }

  /**
   * @param open the model that computes, not its sealed form
   * @param texts how many the job has
   */
  public SealedJob(Ports ports, Secret secret, ModelSpec open, int texts) {
    this.ports = ports;
    this.secret = secret;
    this.open = open;
    this.texts = texts;
  }

  /** The ids to submit to the model's sealed form, for a text of these token ids. */
  public void row(int text, int[] ids, Consumer<int[]> done) {
    input(text, ids, envelope -> done.accept(new SealedRow(secret.job, text, envelope).ids()));
  }

  /** The envelope of a text of these token ids. */
  public void input(int text, int[] ids, Consumer<byte[]> done) {
    if (ids.length < 1 || ids.length > open.tokensMax()) {
      throw new IllegalArgumentException(
          ids.length + " token ids, wanted 1 to " + open.tokensMax());
    }
    seal(block(text)).sealInput(rowOf(text), TextContent.of(ids), done);
  }

  private int block(int text) {
    if (text < 0 || text >= texts) {
      throw new IllegalArgumentException("text " + text + " of " + texts);
    }
    return text / BlockBinding.TEXTS;
  }

  private static int rowOf(int text) {
    return text % BlockBinding.TEXTS;
  }

  private BlockSeal seal(int block) {
    return BlockSeal.ofJob(
        new BlockSeal.Ports(ports.crypto(), ports.digest()),
        new BlockBinding(secret.job, block, open.modelHash()),
        secret.key);
  }

  /** Grants a node a block, if the key is shown to be its own. */
  public void grant(Want want, Consumer<Want.Answer> done) {
    int block = want.block();
    if (!want.job().equals(secret.job) || block < 0 || (long) block * BlockBinding.TEXTS >= texts) {
      done.accept(new Want.Answer.Refused("no block " + block + " of this job"));
      return;
    }
    want.proof()
        .check(
            want.nodeId(),
            ports.digest(),
            ports.signatures(),
            holds -> {
              if (holds) {
                grant(block, want, done);
              } else {
                done.accept(new Want.Answer.Refused("the key is not shown to be the node's"));
              }
            });
  }

  private void grant(int block, Want want, Consumer<Want.Answer> done) {
    Set<String> nodes = granted.computeIfAbsent(block, unused -> new LinkedHashSet<>());
    if (!nodes.contains(want.nodeId()) && nodes.size() == NODES_PER_BLOCK_MAX) {
      done.accept(new Want.Answer.Refused(nodes.size() + " nodes have the key already"));
      return;
    }
    nodes.add(want.nodeId());
    seal(block)
        .grant(
            want.nodeId(),
            want.proof().sealKey(),
            made ->
                done.accept(
                    switch (made) {
                      case Hpke.Sealed.Ok ok -> new Want.Answer.Granted(ok.message());
                      case Hpke.Sealed.Refused refused -> new Want.Answer.Refused(refused.reason());
                    }));
  }

  /** Opens the row of the sealed model's output that belongs to a text. */
  public void vector(int text, float[] row, Consumer<Opened> done) {
    output(text, SealedRow.envelope(row), done);
  }

  /** Opens the envelope of a text's vector. */
  public void output(int text, byte[] envelope, Consumer<Opened> done) {
    seal(block(text)).openOutput(rowOf(text), envelope, opened -> done.accept(vector(opened)));
  }

  private Opened vector(Unsealed opened) {
    return switch (opened) {
      case Unsealed.Refused refused -> new Opened.Refused(refused.reason());
      case Unsealed.Plain plain ->
          plain.bytes().length == open.dimensions() * SealedModel.VALUE_BYTES
              ? new Opened.Vector(TextContent.vector(plain.bytes()))
              : new Opened.Refused("a vector of " + plain.bytes().length + " bytes");
    };
  }
}
