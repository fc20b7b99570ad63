package io.blackroad.mesh.seal;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.port.Digest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * By which a seed knows the submitter of a sealed job again (spec/wire.md 10.5): the job's name is
 * its hash, so that the seed has nothing to keep but the rows. It opens nothing: with it one can
 * answer nodes wrongly, which they notice.
 *
 * @param bytes {@link #BYTES} random ones
 */
public record JobToken(byte[] bytes) {
  public static final int BYTES = 32;

  private static final String LABEL = "blackroad-mesh-job-name:v1\n";
  private static final int NAME_BYTES = 16;

  public JobToken {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a token of " + bytes.length + " bytes");
    }
  }

  /** The token in that text; null when it is none. */
  public static @Nullable JobToken parse(String hex) {
    byte[] bytes = Hex.parse(hex);
    return bytes == null || bytes.length != BYTES ? null : new JobToken(bytes);
  }

  /** 64 hex digits. */
  public String text() {
    return Hex.of(bytes);
  }

  /** The name of the job whose token this is, 32 hex digits. */
  public String job(Digest digest) {
    byte[] hash = digest.sha256(Bytes.join(Bytes.text(LABEL), bytes));
    return Hex.of(Arrays.copyOf(hash, NAME_BYTES));
  }
}
