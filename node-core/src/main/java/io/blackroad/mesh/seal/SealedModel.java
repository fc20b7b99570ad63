package io.blackroad.mesh.seal;

import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.Pooling;
import org.jspecify.annotations.Nullable;

/**
 * The name under which a mesh computes a model on sealed texts: a model of its own, whose "token
 * ids" are a sealed row and whose "vector" is an envelope. What schedules, compares, stores, logs
 * and pays needs no word for sealing, and cannot tell its content; only {@link SealedEngine} and
 * {@link SealedJob} can.
 */
public final class SealedModel {
  /** Between a model's name and what its sealed form does not show: dimensions, longest text. */
  private static final String MARK = "+sealed-";

  /** Bytes of a token id: every vocabulary in use has fewer than 2^24. */
  static final int ID_BYTES = 3;

  static final int VALUE_BYTES = 4;

  private SealedModel() {}

  /** The sealed form of {@code open}. Its texts run one at a time. */
  public static ModelSpec of(ModelSpec open) {
    int row = SealedRow.HEADER_BYTES + Envelope.OVERHEAD_BYTES;
    return new ModelSpec(
        open.name() + MARK + open.dimensions() + "-" + open.tokensMax(),
        open.modelHash(),
        open.modelBytes(),
        open.runtime(),
        open.runtimeHash(),
        open.level(),
        Packing.numbers(Envelope.OVERHEAD_BYTES + Padding.bucket(open.dimensions() * VALUE_BYTES)),
        Packing.numbers(row + Padding.bucket(open.tokensMax() * ID_BYTES)),
        open.pooling(),
        false);
  }

  /** The model of whose {@link #of} {@code sealed} is; null when it is no sealed form. */
  public static @Nullable ModelSpec open(ModelSpec sealed) {
    int mark = sealed.name().lastIndexOf(MARK);
    int dash = sealed.name().lastIndexOf('-');
    if (mark < 1 || dash < mark + MARK.length()) {
      return null;
    }
    int dimensions = number(sealed.name().substring(mark + MARK.length(), dash));
    int tokensMax = number(sealed.name().substring(dash + 1));
    return dimensions < 1 || tokensMax < 1
        ? null
        : open(sealed, sealed.name().substring(0, mark), dimensions, tokensMax);
  }

  private static ModelSpec open(ModelSpec sealed, String name, int dimensions, int tokensMax) {
    Pooling pooling = sealed.pooling();
    return new ModelSpec(
        name,
        sealed.modelHash(),
        sealed.modelBytes(),
        sealed.runtime(),
        sealed.runtimeHash(),
        sealed.level(),
        dimensions,
        tokensMax,
        pooling,
        false);
  }

  /** A number of one to five digits; 0 when it is none. */
  private static int number(String digits) {
    int number = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9 || i == 5) {
        return 0;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
