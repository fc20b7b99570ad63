package io.blackroad.mesh.bench;

import io.blackroad.mesh.bench.LoadNodes.Meter;
import io.blackroad.mesh.commit.Commitment;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.log.Domain;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.seed.JcaDigest;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.wire.ConsentTerms;
import io.blackroad.mesh.wire.Decoded;
import io.blackroad.mesh.wire.HelloProof;
import io.blackroad.mesh.wire.Message;
import io.blackroad.mesh.wire.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one visitor of the load says: all of the protocol that computes, nothing that checks the
 * seed. Frames of tasks are recognised by the first bytes of their canonical JSON; only what comes
 * once in a session is decoded.
 */
final class LoadNode {
  private static final int WITH_TENSOR = 1;

  /** The kind of frame and the length of its JSON (spec/wire.md 2). */
  private static final int PREFIX_BYTES = 5;

  /** The kind of tensor and its rank, before the dims. */
  private static final int DIMS_AT = 2;

  private static final int TASK_ID_CHARS = 18;

  /** Where true and false differ behind the member {@code accepted}, which is the first. */
  private static final int ACCEPTED_AT = 12;

  private static final byte[] TASK_ID = ascii("\"task_id\":\"");

  /** Bytes of an X.509 public key before the raw Ed25519 one (RFC 8410 4). */
  private static final int KEY_HEADER_BYTES = 12;

  private final KeyPair keys;
  private final String publicKey;
  private final byte[] nonce = new byte[Commitment.NONCE_BYTES];

  /** What a commitment's hash begins with. */
  private final byte[] committing;

  private final MessageDigest digest;
  private final Map<String, byte[]> held = new HashMap<>();
  private final String codeHash;
  private byte[] ready = new byte[0];
  private @Nullable LoadVectors vectors;

  /** Where its frames go. */
  interface Out {
    void send(byte[] frame);
  }

  /** A frame of {@code length} bytes at {@code from}. */
  record Heard(byte[] bytes, int from, int length) {
    String text() {
      return new String(bytes, from, length, StandardCharsets.UTF_8);
    }

    /** The value of the last {@code task_id} before {@code end}; it stands near there. */
    String taskId(int end) {
      for (int at = end - TASK_ID.length - TASK_ID_CHARS; at >= from; at--) {
        if (Arrays.equals(bytes, at, at + TASK_ID.length, TASK_ID, 0, TASK_ID.length)) {
          return new String(bytes, at + TASK_ID.length, TASK_ID_CHARS, StandardCharsets.US_ASCII);
        }
      }
      throw new IllegalStateException("no task in " + text());
    }

    String taskId() {
      return taskId(from + length);
    }
  }

  /**
   * A node with a new key.
   *
   * @param codeHash of the code that its visitor consents to
   */
  LoadNode(String codeHash) {
    this.codeHash = codeHash;
    try {
      keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      digest = MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK from 15 on has both", e);
    }
    byte[] encoded = Objects.requireNonNull(keys.getPublic().getEncoded());
    byte[] raw = Arrays.copyOfRange(encoded, KEY_HEADER_BYTES, encoded.length);
    publicKey = Hex.of(raw);
    Arrays.fill(nonce, (byte) 7);
    String nodeId = Identity.nodeId(raw, new JcaDigest());
    committing = Domain.COMMIT.separate(nodeId.getBytes(StandardCharsets.UTF_8), nonce);
  }

  /** Whether it has been told to load a model, and so could begin. */
  boolean prepared() {
    return ready.length > 0;
  }

  /** The frame that says that it may be given tasks. Requires {@link #prepared}. */
  byte[] ready() {
    return ready;
  }

  /** Answers a frame. */
  void hear(Heard frame, Out out, Meter meter) {
    if (frame.bytes[frame.from] == WITH_TENSOR) {
      assigned(frame, out);
      return;
    }
    switch (frame.bytes[frame.from + 2]) {
      case 'a' -> settled(frame, meter);
      case 't' -> ordered(frame, out);
      default ->
          decoded(Arrays.copyOfRange(frame.bytes, frame.from, frame.from + frame.length), out);
    }
  }

  private void assigned(Heard frame, Out out) {
    int tensorAt = frame.from + PREFIX_BYTES + littleEndian(frame.bytes, frame.from + 1);
    String taskId = frame.taskId(tensorAt);
    LoadVectors made = vectors;
    if (made == null) {
      throw new IllegalStateException("a task before a model");
    }
    byte[] output = made.of(taskId, littleEndian(frame.bytes, tensorAt + DIMS_AT));
    digest.update(committing);
    String commitment = Hex.of(digest.digest(output));
    held.put(taskId, output);
    out.send(
        ascii(
            "{\"commitment\":\""
                + commitment
                + "\",\"t\":\"commit\",\"task_id\":\""
                + taskId
                + "\"}"));
  }

  /** Opened or cancelled; the tables of spec/wire.md 3.1 have no other that begins so. */
  private void ordered(Heard frame, Out out) {
    String taskId = frame.taskId();
    byte[] output = held.remove(taskId);
    boolean opened = frame.bytes[frame.from + 6] == 'o';
    if (opened && output != null) {
      out.send(reveal(taskId, output));
    }
  }

  private byte[] reveal(String taskId, byte[] output) {
    byte[] json =
        ascii(
            "{\"nonce\":\""
                + Hex.of(nonce)
                + "\",\"t\":\"reveal\",\"task_id\":\""
                + taskId
                + "\"}");
    byte[] frame = new byte[PREFIX_BYTES + json.length + output.length];
    frame[0] = WITH_TENSOR;
    for (int i = 1; i < PREFIX_BYTES; i++) {
      frame[i] = (byte) (json.length >>> (8 * (i - 1)));
    }
    System.arraycopy(json, 0, frame, PREFIX_BYTES, json.length);
    System.arraycopy(output, 0, frame, PREFIX_BYTES + json.length, output.length);
    return frame;
  }

  private static void settled(Heard frame, Meter meter) {
    if (frame.bytes[frame.from + ACCEPTED_AT] != 't') {
      throw new IllegalStateException("rejected: " + frame.text());
    }
    meter.accepted(frame.taskId());
  }

  private void decoded(byte[] frame, Out out) {
    if (!(MessageCodec.decode(frame) instanceof Decoded.Ok ok)) {
      throw new IllegalStateException(
          "not understood: " + new String(frame, StandardCharsets.UTF_8));
    }
    switch (ok.message()) {
      case Message.Welcome welcome -> out.send(MessageCodec.encode(hello(welcome)));
      case Message.Prepare prepare -> prepare(prepare.model());
      case Message.Refused refused -> throw new IllegalStateException(refused.reason());
      default -> {
        // Receipts of the joining, checkpoints: for those who check.
      }
    }
  }

  private void prepare(ModelSpec model) {
    vectors = new LoadVectors(model.dimensions());
    ready = MessageCodec.encode(new Message.Ready(model.name(), true));
  }

  private Message hello(Message.Welcome welcome) {
    long expires = System.currentTimeMillis() + TimeUnit.DAYS.toMillis(1);
    ConsentTerms terms =
        ConsentTerms.computing(
            100, new ConsentTerms.Basis("", "https://load.example", false, 1, codeHash, expires));
    try {
      Signature signing = Signature.getInstance("Ed25519");
      signing.initSign(keys.getPrivate());
      signing.update(HelloProof.signed(welcome.challenge(), welcome.seedId(), terms));
      return new Message.Hello(publicKey, Hex.of(signing.sign()), "load", 0, terms, List.of());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that cannot sign", e);
    }
  }

  private static int littleEndian(byte[] bytes, int at) {
    int value = 0;
    for (int i = at + 3; i >= at; i--) {
      value = value << 8 | (bytes[i] & 255);
    }
    return value;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
