package io.blackroad.mesh.admit;

import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.task.DType;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.task.TokenBatch;
import io.blackroad.mesh.wire.Message.Assign;
import org.jspecify.annotations.Nullable;

/** A node's own check of what a seed hands it: the seed is not trusted either. */
public final class TaskAdmission {
  private TaskAdmission() {}

  /**
   * Whether {@code assign} may run with {@code loaded}.
   *
   * @param held tasks that the node holds already
   */
  public static Admission check(Assign assign, @Nullable ModelSpec loaded, int held) {
    if (loaded == null || !loaded.name().equals(assign.model())) {
      return refused("model " + assign.model() + " is not loaded here");
    }
    if (held >= NodeLimits.LEASES_PER_NODE_MAX) {
      return refused(held + " tasks held, at most " + NodeLimits.LEASES_PER_NODE_MAX);
    }
    return checkInput(assign.input(), loaded);
  }

  private static Admission checkInput(Tensor input, ModelSpec model) {
    if (input.dtype() != DType.INT32 || input.dims().size() != 2) {
      return refused("input " + input + ", wanted int32 [texts, tokens]");
    }
    int texts = input.dims().get(0);
    if (texts < 1 || texts > NodeLimits.TASK_TEXTS_MAX) {
      return refused(texts + " texts, 1 to " + NodeLimits.TASK_TEXTS_MAX + " allowed");
    }
    int tokens = input.dims().get(1);
    if (tokens > model.tokensMax()) {
      return refused(tokens + " tokens, at most " + model.tokensMax());
    }
    return wellFormed(input)
        ? new Admission.Admitted(1)
        : refused("a row is empty or goes on after its end");
  }

  private static boolean wellFormed(Tensor input) {
    try {
      TokenBatch batch = input.tokens();
      return batch.size() > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Admission refused(String reason) {
    return new Admission.Refused(reason, 0);
  }
}
