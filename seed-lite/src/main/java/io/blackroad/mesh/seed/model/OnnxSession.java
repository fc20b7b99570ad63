package io.blackroad.mesh.seed.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.blackroad.mesh.execute.SentenceVector;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.TokenBatch;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** One network loaded at level {@code basic}. For one thread. */
final class OnnxSession implements AutoCloseable {
  private static final String IDS = "input_ids";
  private static final String MASK = "attention_mask";
  private static final String TYPES = "token_type_ids";
  private static final Set<String> INPUTS = Set.of(IDS, MASK, TYPES);

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final ModelSpec model;

  private OnnxSession(OrtEnvironment environment, OrtSession session, ModelSpec model) {
    this.environment = environment;
    this.session = session;
    this.model = model;
  }

  /** Loads the network in {@code file}. */
  static OnnxSession load(ModelSpec model, Path file, int threads)
      throws OrtException, ModelRefusal {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.BASIC_OPT);
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      OrtSession session = environment.createSession(file.toString(), options);
      if (!INPUTS.containsAll(session.getInputNames())) {
        String wanted = session.getInputNames().toString();
        session.close();
        throw new ModelRefusal(file + " wants the inputs " + wanted + ", known are " + INPUTS);
      }
      return new OnnxSession(environment, session, model);
    }
  }

  /** One vector per sequence: pooled, of length 1. */
  float[] vectors(TokenBatch batch) throws OrtException {
    Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    try {
      for (String name : session.getInputNames()) {
        inputs.put(name, input(name, batch));
      }
      try (OrtSession.Result result = session.run(inputs)) {
        return SentenceVector.ofStates(states(result), batch, model);
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static float[] states(OrtSession.Result result) {
    if (!(result.get(0) instanceof OnnxTensor tensor)) {
      throw new IllegalArgumentException("the network's first output is not a tensor");
    }
    FloatBuffer buffer = tensor.getFloatBuffer();
    float[] states = new float[buffer.remaining()];
    buffer.get(states);
    return states;
  }

  /** Padding has id 0, mask 0 and type 0, as in training. */
  private OnnxTensor input(String name, TokenBatch batch) throws OrtException {
    int longest = batch.longest();
    LongBuffer values = LongBuffer.allocate(batch.size() * longest);
    for (int[] sequence : batch.sequences()) {
      for (int i = 0; i < longest; i++) {
        values.put(i < sequence.length ? value(name, sequence[i]) : 0);
      }
    }
    long[] shape = {batch.size(), longest};
    return OnnxTensor.createTensor(environment, values.flip(), shape);
  }

  private static long value(String name, int id) {
    return switch (name) {
      case IDS -> id;
      case MASK -> 1;
      default -> 0;
    };
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("a session that was loaded cannot be closed", e);
    }
  }
}
