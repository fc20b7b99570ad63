package io.blackroad.mesh.seed.store;

import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.Chain;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.log.Posting;
import io.blackroad.mesh.log.Standing;
import io.blackroad.mesh.port.Clock;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.task.TokenBatch;
import java.util.List;

/**
 * Batches like a coordinator's, one per shard of an endless job. The shard's number is the entry's:
 * entry, posting and output of a batch can be told to belong together.
 */
final class TestBatches {
  static final String SEED_ID = "s_00112233445566778899aabbccddeeff";
  static final String JOB = "j_0011223344556677";
  static final int DIMENSIONS = 8;
  static final long UNITS = 25;

  private static final TokenBatch INPUTS =
      new TokenBatch(List.of(new int[] {101, 7592, 102}, new int[] {101, 30521, 128, 127, 102}));

  private final Chain chain;

  private TestBatches(Chain chain) {
    this.chain = chain;
  }

  /** Batches that go on where {@code store} ends. */
  static TestBatches after(SqliteSeedStore store, long randomSeed) {
    Chain.Ports ports = new Chain.Ports(new Sha256(), new WallClock(), new SeededBytes(randomSeed));
    LoggedEntry newest = store.log().newest();
    if (newest == null) {
      return new TestBatches(Chain.begin("mesh/" + SEED_ID, ports));
    }
    return new TestBatches(
        Chain.resume(
            newest.entry().chain(),
            newest.entry().seq() + 1,
            newest.entry().hash(),
            newest.entry().timestampNanos(),
            ports));
  }

  /** The genesis with the job's admission first, then a result each. */
  LogBatch next() {
    return chain.nextSeq() == 0 ? first() : result();
  }

  private LogBatch first() {
    Json payload = new JsonObject().put("alg", "Ed25519").build();
    LoggedEntry genesis = chain.append(SEED_ID, Action.GENESIS, 1, payload);
    return LogBatch.admitting(job(JOB), genesis);
  }

  private LogBatch result() {
    long seq = chain.nextSeq();
    Json payload = new JsonObject().put("claim", "task_execution").put("shard_index", seq).build();
    LoggedEntry entry = chain.append("n_" + seq % 3, Action.RESULT, 0, payload);
    List<Posting> postings =
        List.of(posting(seq), posting(Math.max(1, seq - 5))); // the second one comes again
    LogBatch.Draft draft = new LogBatch.Draft();
    draft.entries.add(entry);
    draft.postings.addAll(postings);
    draft.outputs.add(output(JOB, (int) seq, 2));
    draft.standings.add(standing(seq));
    return draft.batch();
  }

  /** What is remembered of its node once result {@code seq} is stored. */
  static Standing standing(long seq) {
    Standing.Accrual accrual = new Standing.Accrual(seq, 20_000, seq * UNITS);
    return new Standing("n_" + seq % 3, seq, 0, "", seq * UNITS, 0, accrual);
  }

  /** A batch of one entry, and whatever else {@code draft} holds. */
  LogBatch with(LogBatch.Draft draft) {
    draft.entries.addAll(plain().entries());
    return draft.batch();
  }

  /** A batch of one entry and nothing else. */
  LogBatch plain() {
    return with(List.of(), List.of(), List.of(), List.of());
  }

  /** A batch of one entry whose payload holds {@code text}. */
  LogBatch saying(String text) {
    Action action = chain.nextSeq() == 0 ? Action.GENESIS : Action.TASK;
    return LogBatch.of(
        chain.append(SEED_ID, action, 0, new JsonObject().put("text", text).build()));
  }

  /** A batch with a checkpoint that states this root; nobody has signed it. */
  LogBatch checkpoint(long treeSize, String root) {
    Json payload = new JsonObject().put("merkle_root", root).put("tree_size", treeSize).build();
    return LogBatch.of(chain.append(SEED_ID, Action.CHECKPOINT, 1, payload));
  }

  /** A batch that erases entry {@code seq}. */
  LogBatch erasing(long seq) {
    Json payload = new JsonObject().put("reason", "a test").put("seq", seq).build();
    return LogBatch.erasing(seq, chain.append(SEED_ID, Action.ERASE, 1, payload));
  }

  /** A batch of one entry with what comes along. */
  LogBatch with(
      List<Posting> postings,
      List<AcceptedOutput> outputs,
      List<Job> admitted,
      List<String> ended) {
    Action action = chain.nextSeq() == 0 ? Action.GENESIS : Action.TASK;
    Json payload = new JsonObject().put("n", chain.nextSeq()).build();
    LoggedEntry entry = chain.append(SEED_ID, action, 0, payload);
    return batch(entry, postings, outputs, admitted, ended);
  }

  private static LogBatch batch(
      LoggedEntry entry,
      List<Posting> postings,
      List<AcceptedOutput> outputs,
      List<Job> admitted,
      List<String> ended) {
    LogBatch.Draft draft = new LogBatch.Draft();
    draft.entries.add(entry);
    draft.postings.addAll(postings);
    draft.outputs.addAll(outputs);
    draft.jobsAdmitted.addAll(admitted);
    draft.jobsEnded.addAll(ended);
    return draft.batch();
  }

  static Posting posting(long seq) {
    return new Posting("reward/" + seq, "mint", "n_" + seq % 3, UNITS, seq);
  }

  static Job job(String id) {
    return new Job(
        id,
        "all-minilm-l6-v2-q",
        Confidence.QUORUM,
        true,
        "a test",
        "addr:192.0.2.0/24",
        NodeLimits.TASK_TOKENS_MAX / 3,
        INPUTS);
  }

  static AcceptedOutput output(String jobId, int shard, int confirmedBy) {
    float[] vector = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = shard + i / 8f;
    }
    Tensor tensor = Tensor.ofVectors(vector, DIMENSIONS);
    return new AcceptedOutput(jobId, "t_" + shard, shard, shard, confirmedBy, "", tensor);
  }

  private record WallClock() implements Clock {
    @Override
    public long monotonicMillis() {
      return System.nanoTime() / 1_000_000;
    }

    @Override
    public long unixNanos() {
      return System.currentTimeMillis() * 1_000_000;
    }
  }
}
