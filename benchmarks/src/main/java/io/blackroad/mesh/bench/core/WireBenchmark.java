package io.blackroad.mesh.bench.core;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.json.Parsed;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.Chain;
import io.blackroad.mesh.log.EntryJson;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.sim.SimClock;
import io.blackroad.mesh.sim.SimRandom;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.task.TokenBatch;
import io.blackroad.mesh.wire.Decoded;
import io.blackroad.mesh.wire.Message;
import io.blackroad.mesh.wire.MessageCodec;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What goes over the wire and into the log, at the sizes of the main job. */
@State(Scope.Thread)
public class WireBenchmark {
  private static final int TEXTS = 11;
  private static final int TOKENS = 70;
  private static final int DIMENSIONS = 384;
  private static final String TASK = "t_" + "ab".repeat(8);
  private static final String MODEL = "sha256:" + "ab".repeat(32);

  private final SimRandom random = new SimRandom(1);
  private final Chain chain = chain(random);
  private final Json payload =
      new JsonObject()
          .put("claim", "task_execution")
          .put("task_id", TASK)
          .put("shard_index", 3)
          .put("input_hash", "cd".repeat(32))
          .put("output_hash", "ef".repeat(32))
          .put("model", MODEL)
          .build();
  private final LoggedEntry entry = chain.append("n_bench", Action.RESULT, 0, payload);
  private final Json entryJson = EntryJson.toJson(entry);
  private final byte[] entryBytes = CanonicalJson.bytes(entryJson);
  private final Message assign =
      new Message.Assign(TASK, 3, "model", "a benchmark", 30_000, tokens());
  private final Message reveal = new Message.Reveal(TASK, "ab".repeat(32), vectors());

  private static Chain chain(SimRandom random) {
    Chain chain = Chain.begin("mesh/bench", new Chain.Ports(new Sha256(), new SimClock(), random));
    chain.append("s_bench", Action.GENESIS, 1, new JsonObject().build());
    return chain;
  }

  private Tensor tokens() {
    List<int[]> sequences = new ArrayList<>();
    for (int text = 0; text < TEXTS; text++) {
      int[] ids = new int[TOKENS];
      for (int i = 0; i < TOKENS; i++) {
        ids[i] = random.below(30_522);
      }
      sequences.add(ids);
    }
    return Tensor.ofTokens(new TokenBatch(sequences));
  }

  private Tensor vectors() {
    float[] values = new float[TEXTS * DIMENSIONS];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.below(2_001) / 1_000f - 1;
    }
    return Tensor.ofVectors(values, DIMENSIONS);
  }

  /** One log entry to canonical JSON. */
  @Benchmark
  public byte[] jsonWrite() {
    return CanonicalJson.bytes(entryJson);
  }

  /** And back. */
  @Benchmark
  public Parsed jsonRead() {
    return CanonicalJson.parse(entryBytes);
  }

  /** A task's frame, written and read: 11 texts of 70 tokens. */
  @Benchmark
  public Message assignThereAndBack() {
    return thereAndBack(assign);
  }

  /** A result's frame, written and read: 11 vectors of 384 values. */
  @Benchmark
  public Message revealThereAndBack() {
    return thereAndBack(reveal);
  }

  private static Message thereAndBack(Message message) {
    return switch (MessageCodec.decode(MessageCodec.encode(message))) {
      case Decoded.Ok ok -> ok.message();
      case Decoded.Malformed malformed -> throw new IllegalStateException(malformed.reason());
    };
  }

  /** An entry appended to the chain, hashed up its ladder. */
  @Benchmark
  public LoggedEntry append() {
    return chain.append("n_bench", Action.RESULT, 0, payload);
  }
}
