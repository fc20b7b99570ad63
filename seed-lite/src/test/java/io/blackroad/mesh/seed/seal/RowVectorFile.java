package io.blackroad.mesh.seed.seal;

import io.blackroad.mesh.conformance.VectorFile;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.seal.BlockBinding;
import io.blackroad.mesh.seal.BlockSeal;
import io.blackroad.mesh.seed.JcaDigest;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.task.TokenBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes spec/vectors/sealed-row.json: envelopes of inputs and outputs, most of them wrong. */
final class RowVectorFile {
  static final Path FILE = VectorFile.path("sealed-row");

  private static final JcaDigest DIGEST = new JcaDigest();
  private static final String JOB = "0123456789abcdef0123456789abcdef";
  private static final String MODEL = "sha256:" + "5e".repeat(32);
  private static final BlockBinding BLOCK = new BlockBinding(JOB, 3, MODEL);
  private static final int ROW = 5;

  private final VectorFile cases = new VectorFile();

  /** A case: what is said of an envelope. */
  private record Case(String why, byte[] key, BlockBinding block, int row, boolean input) {}

  private RowVectorFile() {}

  public static void main(String[] args) throws IOException {
    Files.writeString(FILE, text());
  }

  /** The content of {@link #FILE}. */
  static String text() {
    RowVectorFile file = new RowVectorFile();
    byte[] key = key(0);
    byte[] tokens =
        Tensor.ofTokens(new TokenBatch(List.of(new int[] {101, 2, 102}, new int[] {101, 102})))
            .bytes();
    byte[] vectors = Tensor.ofVectors(new float[] {0.6f, -0.8f, 0f, 1f}, 2).bytes();
    file.good(new Case("token ids", key, BLOCK, ROW, true), tokens);
    file.good(new Case("vectors", key, BLOCK, ROW, false), vectors);
    for (int bytes : new int[] {0, 252, 253, 1020, 1021}) {
      file.good(new Case(bytes + " bytes", key, BLOCK, ROW, true), Arrays.copyOf(tokens, bytes));
    }
    file.wrong(key, tokens);
    return file.cases.text(
        "envelopes (spec/wire.md 10.3): content gives envelope and the other way"
            + " round, exactly if valid");
  }

  static byte[] key(int first) {
    byte[] key = new byte[32];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (first + i);
    }
    return key;
  }

  private void wrong(byte[] key, byte[] tokens) {
    byte[] envelope = sealed(new Case("", key, BLOCK, ROW, true), tokens);
    for (int at : new int[] {0, 31, 32, 35, 36, 100, 287, 288, 303}) {
      byte[] flipped = envelope.clone();
      flipped[at] ^= (byte) 0x80;
      bad(new Case("bit flipped in byte " + at, key, BLOCK, ROW, true), tokens, flipped);
    }
    for (int bytes : new int[] {0, 31, 32, 47, 48, 303, 305}) {
      byte[] other = Arrays.copyOf(envelope, bytes);
      bad(new Case("of " + bytes + " bytes", key, BLOCK, ROW, true), tokens, other);
    }
    bad(new Case("another key", key(1), BLOCK, ROW, true), tokens, envelope);
    bad(new Case("an input, shown as an output", key, BLOCK, ROW, false), tokens, envelope);
    bad(new Case("of another row", key, BLOCK, ROW + 1, true), tokens, envelope);
    BlockBinding block = new BlockBinding(JOB, 4, MODEL);
    bad(new Case("of another block", key, block, ROW, true), tokens, envelope);
    BlockBinding job = new BlockBinding(JOB.replace('0', '1'), 3, MODEL);
    bad(new Case("of another job", key, job, ROW, true), tokens, envelope);
    BlockBinding model = new BlockBinding(JOB, 3, "sha256:" + "5f".repeat(32));
    bad(new Case("for another model", key, model, ROW, true), tokens, envelope);
    byte[] mixed = sealed(new Case("", key, BLOCK, ROW, true), new byte[] {1});
    System.arraycopy(envelope, 0, mixed, 0, 32);
    bad(new Case("with the mark of another content", key, BLOCK, ROW, true), tokens, mixed);
  }

  private static byte[] sealed(Case one, byte[] content) {
    BlockSeal seal =
        BlockSeal.of(new BlockSeal.Ports(new JcaSealCrypto(), DIGEST), one.block, one.key);
    List<byte[]> sealed = new ArrayList<>();
    if (one.input) {
      seal.sealInput(one.row, content, sealed::add);
    } else {
      seal.sealOutput(one.row, content, sealed::add);
    }
    return sealed.get(0);
  }

  private void good(Case one, byte[] content) {
    add(one, content, sealed(one, content), true);
  }

  private void bad(Case one, byte[] content, byte[] envelope) {
    add(one, content, envelope, false);
  }

  private void add(Case one, byte[] content, byte[] envelope, boolean valid) {
    cases.add(
        new JsonObject()
            .put("content_key", Hex.of(one.key))
            .put("job", one.block.job())
            .put("block", one.block.block())
            .put("row", one.row)
            .put("model_hash", one.block.modelHash())
            .put("way", one.input ? "input" : "output")
            .put("content", Hex.of(content))
            .put("envelope", Hex.of(envelope))
            .put("valid", valid)
            .put("why", one.why)
            .build());
  }
}
