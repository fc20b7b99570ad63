package io.blackroad.mesh.execute;

import io.blackroad.mesh.govern.Governor;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.task.TokenBatch;
import io.blackroad.mesh.wire.Message;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One task on its way through a node's engine, slice by slice, so that the governor can pause it in
 * between and a stop takes effect within one slice.
 */
public final class TaskRun {
  private final Message.Assign task;
  private final ModelSpec model;
  private final String nonce;
  private final TokenBatch inputs;
  private final float[] vectors;
  private int done;
  private int running;

  /**
   * A task that nothing is done of yet. Requires that it was admitted for {@code model}.
   *
   * @param nonce that its result is to be committed to with, 64 digits; empty while none was drawn
   */
  public TaskRun(Message.Assign task, ModelSpec model, String nonce) {
    this.task = task;
    this.model = model;
    this.nonce = nonce;
    this.inputs = task.input().tokens();
    this.vectors = new float[inputs.size() * model.dimensions()];
  }

  /** What was assigned. */
  public Message.Assign task() {
    return task;
  }

  public String taskId() {
    return task.taskId();
  }

  public String purpose() {
    return task.purpose();
  }

  public String nonce() {
    return nonce;
  }

  /** The vectors of the texts that are done; null while none is. */
  public Message.@Nullable Reveal done() {
    float[] rows = Arrays.copyOf(vectors, done * model.dimensions());
    return done == 0
        ? null
        : new Message.Reveal(taskId(), nonce, Tensor.ofVectors(rows, model.dimensions()));
  }

  /** Takes what somebody else has done of the task; false when it cannot be a part of it. */
  boolean goesOn(Tensor rows) {
    int texts = rows.dims().get(0);
    if (rows.dims().get(1) != model.dimensions() || texts >= inputs.size()) {
      return false;
    }
    float[] values = rows.floats();
    System.arraycopy(values, 0, vectors, 0, values.length);
    done = texts;
    return true;
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

  /**
   * The result, float32 [texts, dimensions], as it will be revealed. Requires {@link #finished}.
   */
  public Message.Reveal result() {
    return new Message.Reveal(taskId(), nonce, Tensor.ofVectors(vectors, model.dimensions()));
  }
}
