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
    String said = sealed.name();
    String name = openName(said);
    if (name == null) {
      return null;
    }
    int shape = name.length() + MARK.length();
    int dash = said.indexOf('-', shape);
    return open(sealed, name, number(said, shape, dash), number(said, dash + 1, said.length()));
  }

  /** The name of the model whose sealed form has that name; null when it is no such name. */
  public static @Nullable String openName(String sealedName) {
    int mark = sealedName.indexOf(MARK);
    int shape = mark + MARK.length();
    int dash = mark < 1 ? -1 : sealedName.indexOf('-', shape);
    boolean shaped =
        dash >= 0
            && number(sealedName, shape, dash) > 0
            && number(sealedName, dash + 1, sealedName.length()) > 0;
    return shaped ? sealedName.substring(0, mark) : null;
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

  /** The number of one to five digits from there to there; 0 when it is none. */
  private static int number(String said, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = said.charAt(i) - '0';
      if (digit < 0 || digit > 9 || i - from == 5) {
        return 0;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
