package io.blackroad.mesh.verify;

import io.blackroad.mesh.task.Tensor;

/**
 * What "agree" means for vectors of one model.
 *
 * <ul>
 *   <li>Between visitors: equal bytes. One pinned WebAssembly build gives the same bits in every
 *       tab (facts: onnx.md 0.2), so nothing else is honest there; and a visitor names its own
 *       engine class, so another name must not buy a laxer comparison.
 *   <li>With the seed's own result of another engine class: within the tolerance of the model,
 *       because native code rounds differently and a quantised network amplifies that (0.3).
 * </ul>
 *
 * <p>A liar just inside the tolerance gains nothing that matters: what the seed computed is what is
 * kept, the liar is paid what an honest node is paid, and agreeing with the seed makes no node
 * proven ({@link Standings#PASSED_BY_SEED_MAX}), so that its word alone is not taken at the default
 * bound. Figures in {@code InsideToleranceTest}.
 *
 * @param columns of a row; every row is compared
 */
public record Agreement(Tolerance tolerance, int columns) {
  /**
   * One result and where it is from.
   *
   * @param trusted whether the seed computed it itself
   */
  public record Result(Tensor output, String engineClass, boolean trusted) {}

  /** Whether each confirms the other. */
  public boolean holds(Result a, Result b) {
    boolean sameClass = a.engineClass.equals(b.engineClass);
    boolean bySeed = a.trusted || b.trusted;
    return (bySeed && !sameClass) ? near(a, b) : a.output.equals(b.output);
  }

  /**
   * Whether {@code other}, which does not confirm {@code accepted}, can still be the honest work of
   * another engine class. It then counts for nothing: no check passed, no pay, no accusation.
   */
  public boolean excuses(Result accepted, Result other) {
    return !accepted.engineClass.equals(other.engineClass) && near(accepted, other);
  }

  private boolean near(Result a, Result b) {
    return tolerance.holds(a.output.floats(), b.output.floats(), columns);
  }
}
