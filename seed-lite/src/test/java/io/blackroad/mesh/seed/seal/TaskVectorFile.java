package io.blackroad.mesh.seed.seal;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.seal.TaskBinding;
import io.blackroad.mesh.seal.TaskSeal;
import io.blackroad.mesh.seed.JcaDigest;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.task.TokenBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes spec/vectors/sealed-task.json: envelopes of inputs and outputs, most of them wrong. */
final class TaskVectorFile {
  static final Path FILE = Path.of("../spec/vectors/sealed-task.json");

  private static final JcaDigest DIGEST = new JcaDigest();
  private static final String JOB = "j_0123456789abcdef";
  private static final String MODEL = "sha256:" + "5e".repeat(32);
  private static final TaskBinding TASK = binding(JOB, 3, MODEL);

  private final List<String> cases = new ArrayList<>();

  /** A case: what {@code key} and {@code task} say of an envelope. */
  private record Case(String why, byte[] key, TaskBinding task, boolean input) {}

  private TaskVectorFile() {}

  private static TaskBinding binding(String job, int shard, String model) {
    return new TaskBinding(job, Identity.taskId(job, shard, DIGEST), shard, model);
  }

  public static void main(String[] args) throws IOException {
    Files.writeString(FILE, text());
  }

  /** The content of {@link #FILE}. */
  static String text() {
    TaskVectorFile file = new TaskVectorFile();
    byte[] key = key(0);
    byte[] tokens =
        Tensor.ofTokens(new TokenBatch(List.of(new int[] {101, 2, 102}, new int[] {101, 102})))
            .bytes();
    byte[] vectors = Tensor.ofVectors(new float[] {0.6f, -0.8f, 0f, 1f}, 2).bytes();
    file.good(new Case("token ids", key, TASK, true), tokens);
    file.good(new Case("vectors", key, TASK, false), vectors);
    for (int bytes : new int[] {0, 252, 253, 1020, 1021}) {
      file.good(new Case(bytes + " bytes", key, TASK, true), Arrays.copyOf(tokens, bytes));
    }
    file.wrong(key, tokens);
    return "{\n \"cases\": [\n  "
        + String.join(",\n  ", file.cases)
        + "\n ],\n \"why\": \"envelopes (spec/wire.md 10.3): content gives envelope and the other way"
        + " round, exactly if valid\"\n}\n";
  }

  static byte[] key(int first) {
    byte[] key = new byte[32];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (first + i);
    }
    return key;
  }

  private void wrong(byte[] key, byte[] tokens) {
    byte[] envelope = sealed(new Case("", key, TASK, true), tokens);
    for (int at : new int[] {0, 31, 32, 35, 36, 100, 287, 288, 303}) {
      byte[] flipped = envelope.clone();
      flipped[at] ^= (byte) 0x80;
      bad(new Case("bit flipped in byte " + at, key, TASK, true), tokens, flipped);
    }
    for (int bytes : new int[] {0, 31, 32, 47, 48, 303, 305}) {
      byte[] other = Arrays.copyOf(envelope, bytes);
      bad(new Case("of " + bytes + " bytes", key, TASK, true), tokens, other);
    }
    bad(new Case("another key", key(1), TASK, true), tokens, envelope);
    bad(new Case("an input, shown as an output", key, TASK, false), tokens, envelope);
    TaskBinding shard = binding(JOB, 4, MODEL);
    bad(new Case("of another task", key, shard, true), tokens, envelope);
    TaskBinding job = binding("j_0123456789abcdee", 3, MODEL);
    bad(new Case("of another job", key, job, true), tokens, envelope);
    TaskBinding model = binding(JOB, 3, "sha256:" + "5f".repeat(32));
    bad(new Case("for another model", key, model, true), tokens, envelope);
    byte[] mixed = sealed(new Case("", key, TASK, true), new byte[] {1});
    System.arraycopy(envelope, 0, mixed, 0, 32);
    bad(new Case("with the mark of another content", key, TASK, true), tokens, mixed);
  }

  private static byte[] sealed(Case one, byte[] content) {
    TaskSeal seal = TaskSeal.of(new TaskSeal.Ports(new JcaSealCrypto(), DIGEST), one.task, one.key);
    List<byte[]> sealed = new ArrayList<>();
    if (one.input) {
      seal.sealInput(content, sealed::add);
    } else {
      seal.sealOutput(content, sealed::add);
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
        CanonicalJson.text(
            new JsonObject()
                .put("content_key", Hex.of(one.key))
                .put("job_id", one.task.jobId())
                .put("task_id", one.task.taskId())
                .put("shard", one.task.shard())
                .put("model_hash", one.task.modelHash())
                .put("way", one.input ? "input" : "output")
                .put("content", Hex.of(content))
                .put("envelope", Hex.of(envelope))
                .put("valid", valid)
                .put("why", one.why)
                .build()));
  }
}
