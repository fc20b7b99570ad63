package io.blackroad.mesh.merkle;

import io.blackroad.mesh.hash.Hex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Paths of one log's proofs in digits. Neighbours have most of their path in common, and what was
 * decided together stands together in the log: what the path before had at the same height below
 * the root is not written out again.
 */
public final class PathDigits {
  private List<byte[]> beforeFromRoot = new ArrayList<>();
  private List<String> digitsFromRoot = new ArrayList<>();

  /** The hashes of {@code path}, from the leaf up as it is, 64 digits each. */
  public List<String> of(List<byte[]> path) {
    List<byte[]> fromRoot = path.reversed();
    List<String> digits = new ArrayList<>(path.size());
    for (int i = 0; i < fromRoot.size(); i++) {
      boolean same =
          i < beforeFromRoot.size() && Arrays.equals(beforeFromRoot.get(i), fromRoot.get(i));
      digits.add(same ? digitsFromRoot.get(i) : Hex.of(fromRoot.get(i)));
    }
    beforeFromRoot = fromRoot;
    digitsFromRoot = digits;
    return digits.reversed();
  }
}
