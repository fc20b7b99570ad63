package io.blackroad.mesh.bench.core;

import io.blackroad.mesh.hash.Sha256;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Our SHA-256 in plain Java, and the JDK's, which uses the processor's own instructions. */
@State(Scope.Thread)
public class HashBenchmark {
  @Param({"64", "1024", "1048576"})
  private int bytes;

  private byte[] data = new byte[0];
  private final Sha256 ours = new Sha256();
  private final MessageDigest theirs;

  public HashBenchmark() {
    try {
      theirs = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Setup
  public void fill() {
    data = new byte[bytes];
    new Random(1).nextBytes(data);
  }

  @Benchmark
  public byte[] ours() {
    return ours.sha256(data);
  }

  @Benchmark
  public byte[] jdk() {
    return theirs.digest(data);
  }
}
