package io.blackroad.mesh.log;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.json.Utf8;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.port.Entropy;

/** Names of nodes, seeds, jobs and tasks (spec/ps-sha-infinity.md 5). */
public final class Identity {
  /** Bytes of an Ed25519 public key. */
  public static final int PUBLIC_KEY_BYTES = 32;

  /** Hexadecimal digits of a node's or seed's id, after its prefix: 128 bits, no collisions. */
  public static final int KEY_DIGITS = 32;

  /** Hexadecimal digits of a job's or task's id: 64 bits, unique among one seed's jobs. */
  public static final int WORK_DIGITS = 16;

  private static final int JOB_BYTES = WORK_DIGITS / 2;

  private Identity() {}

  /** A node's id: {@code n_} and 32 digits. */
  public static String nodeId(byte[] publicKey, Digest digest) {
    return "n_" + keyDigits(publicKey, digest);
  }

  /** A seed's id: {@code s_} and 32 digits. */
  public static String seedId(byte[] publicKey, Digest digest) {
    return "s_" + keyDigits(publicKey, digest);
  }

  /** A new job's id: {@code j_} and 16 digits. */
  public static String jobId(Entropy entropy) {
    byte[] random = new byte[JOB_BYTES];
    entropy.fill(random);
    return "j_" + Hex.of(random);
  }

  /** The id of task {@code shard} of a job, the same whenever it is asked for. */
  public static String taskId(String jobId, int shard, Digest digest) {
    byte[] name = Utf8.bytes(jobId + "/" + shard);
    return "t_" + Hex.of(digest.sha256(Domain.IDENTITY.separate(name))).substring(0, WORK_DIGITS);
  }

  private static String keyDigits(byte[] publicKey, Digest digest) {
    if (publicKey.length != PUBLIC_KEY_BYTES) {
      throw new IllegalArgumentException(
          "a public key of " + publicKey.length + " bytes, wanted " + PUBLIC_KEY_BYTES);
    }
    return Hex.of(digest.sha256(Domain.IDENTITY.separate(publicKey))).substring(0, KEY_DIGITS);
  }
}
