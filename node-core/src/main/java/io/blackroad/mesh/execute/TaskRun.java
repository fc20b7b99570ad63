package io.blackroad.mesh.execute;

import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.task.TokenBatch;

/**
 * One task on its way through a node's engine, slice by slice, so that the CPU budget can pause it
 * in between and a stop takes effect within one slice.
 */
public final class TaskRun {
  /** Sequences in one engine run of a batchable model; more gains nothing (facts: onnx.md 2). */
  private static final int SLICE_TEXTS_MAX = 4;

  private final String taskId;
  private final String purpose;
  private final ModelSpec model;
  private final TokenBatch inputs;
  private final float[] vectors;
  private int done;

  public TaskRun(String taskId, String purpose, ModelSpec model, TokenBatch inputs) {
    this.taskId = taskId;
    this.purpose = purpose;
    this.model = model;
    this.inputs = inputs;
    this.vectors = new float[inputs.size() * model.dimensions()];
  }

  public String taskId() {
    return taskId;
  }

  public String purpose() {
    return purpose;
  }

  public ModelSpec model() {
    return model;
  }

  public boolean finished() {
    return done == inputs.size();
  }

  /** What to run next. Requires not {@link #finished}. */
  public TokenBatch nextSlice() {
    int texts = model.batchable() ? SLICE_TEXTS_MAX : 1;
    return inputs.slice(done, Math.min(done + texts, inputs.size()));
  }

  /** Takes the vectors of {@link #nextSlice}; false when their number is wrong. */
  public boolean accept(float[] slice) {
    int texts = nextSlice().size();
    if (slice.length != texts * model.dimensions()) {
      return false;
    }
    System.arraycopy(slice, 0, vectors, done * model.dimensions(), slice.length);
    done += texts;
    return true;
  }

  /** The output, float32 [texts, dimensions]. Requires {@link #finished}. */
  public Tensor output() {
    return Tensor.ofVectors(vectors, model.dimensions());
  }
}
