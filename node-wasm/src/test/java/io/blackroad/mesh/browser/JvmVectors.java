package io.blackroad.mesh.browser;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.blackroad.mesh.execute.SentenceVector;
import io.blackroad.mesh.task.TokenBatch;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Vectors as ONNX Runtime computes them natively on the JVM, at level basic, one text at a time.
 */
final class JvmVectors {
  private JvmVectors() {}

  static List<float[]> of(TestModel model, List<int[]> sequences) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    List<float[]> vectors = new ArrayList<>();
    try (var options = new OrtSession.SessionOptions()) {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.BASIC_OPT);
      options.setIntraOpNumThreads(1);
      try (OrtSession session = environment.createSession(model.onnx(), options)) {
        for (int[] ids : sequences) {
          vectors.add(vector(environment, session, model, ids));
        }
      }
    }
    return vectors;
  }

  private static float[] vector(
      OrtEnvironment environment, OrtSession session, TestModel model, int[] ids)
      throws OrtException {
    long[] tokens = Arrays.stream(ids).asLongStream().toArray();
    long[] mask = new long[ids.length];
    Arrays.fill(mask, 1);
    try (OnnxTensor input = row(environment, tokens);
        OnnxTensor attention = row(environment, mask);
        OnnxTensor types = row(environment, new long[ids.length]);
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", input, "attention_mask", attention, "token_type_ids", types))) {
      FloatBuffer states = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] values = new float[states.remaining()];
      states.get(values);
      return SentenceVector.ofStates(values, new TokenBatch(List.of(ids)), model.spec());
    }
  }

  private static OnnxTensor row(OrtEnvironment environment, long[] values) throws OrtException {
    return OnnxTensor.createTensor(
        environment, LongBuffer.wrap(values), new long[] {1, values.length});
  }
}
