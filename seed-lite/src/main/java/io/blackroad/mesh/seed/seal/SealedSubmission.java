package io.blackroad.mesh.seed.seal;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.port.Entropy;
import io.blackroad.mesh.port.SignatureCheck;
import io.blackroad.mesh.seal.SealedJob;
import io.blackroad.mesh.seal.Want;
import io.blackroad.mesh.task.ModelSpec;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A {@link SealedJob} at its submitter, with the JDK's cryptography, which answers at once. Safe
 * for threads.
 */
public final class SealedSubmission {
  private final SealedJob.Secret secret;
  private final SealedJob job;

  /**
   * A new job.
   *
   * @param open the model that computes
   * @param texts how many the job has
   * @param signatures answers at once
   */
  public SealedSubmission(Entropy entropy, ModelSpec open, int texts, SignatureCheck signatures) {
    this.secret = SealedJob.Secret.drawn(entropy, new Sha256());
    SealedJob.Ports ports = new SealedJob.Ports(new JcaSealCrypto(), new Sha256(), signatures);
    this.job = new SealedJob(ports, secret, open, texts);
  }

  /** By which the seed knows this submitter again, 64 hex digits. */
  public String token() {
    return secret.token().text();
  }

  /** The submitter's name for the job, as nodes say it. */
  public String name() {
    return secret.job();
  }

  /** The envelope of a text of these token ids. */
  public byte[] input(int text, int[] ids) {
    return answer(done -> job.input(text, ids, done));
  }

  /** A node's question answered: granted, if its key is shown to be its own. */
  public synchronized Want.Answer grant(Want want) {
    return answer(done -> job.grant(want, done));
  }

  /** What is in the envelope of a text's vector. */
  public SealedJob.Opened output(int text, byte[] envelope) {
    return answer(done -> job.output(text, envelope, done));
  }

  private static <T> T answer(Consumer<Consumer<T>> call) {
    AtomicReference<T> answer = new AtomicReference<>();
    call.accept(answer::set);
    T given = answer.get();
    if (given == null) {
      throw new IllegalStateException("the JDK's cryptography did not answer");
    }
    return given;
  }
}
