package io.blackroad.mesh.execute;

import io.blackroad.mesh.govern.Governor;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.task.TokenBatch;

/**
 * One task on its way through a node's engine, slice by slice, so that the governor can pause it in
 * between and a stop takes effect within one slice.
 */
public final class TaskRun {
  private final String taskId;
  private final String purpose;
  private final ModelSpec model;
  private final TokenBatch inputs;
  private final float[] vectors;
  private int done;
  private int running;

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

  /**
   * What to run next, as much as {@code governor} thinks right: how a task is cut changes no bit of
   * its output. Requires not {@link #finished}.
   */
  public TokenBatch nextSlice(Governor governor) {
    running = governor.texts(model, inputs.sequences(), done);
    return inputs.slice(done, done + running);
  }

  /** Takes the vectors of {@link #nextSlice}; false when their number is wrong. */
  public boolean accept(float[] slice) {
    if (slice.length != running * model.dimensions()) {
      return false;
    }
    System.arraycopy(slice, 0, vectors, done * model.dimensions(), slice.length);
    done += running;
    return true;
  }

  /** The output, float32 [texts, dimensions]. Requires {@link #finished}. */
  public Tensor output() {
    return Tensor.ofVectors(vectors, model.dimensions());
  }
}
