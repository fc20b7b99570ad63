package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.TextSink;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.seal.Hpke;
import io.blackroad.mesh.seal.SealCryptoContract;
import io.blackroad.mesh.seal.SealKey;
import io.blackroad.mesh.seal.TaskBinding;
import io.blackroad.mesh.seal.TaskSeal;
import io.blackroad.mesh.seal.Unsealed;
import java.util.function.Consumer;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.typedarrays.Int8Array;

/** Sealed work with WebCrypto, as {@link TckMain} exports it. */
final class SealTck {
  private static final WebCryptoSeal CRYPTO = new WebCryptoSeal(new TckMain.Queue());

  private SealTck() {}

  /** A case of hpke.json, its private key imported. */
  public interface Message extends JSObject {
    @JSProperty
    JSObject getPrivateKey();

    @JSProperty
    Int8Array getRecipient();

    @JSProperty
    Int8Array getEnc();

    @JSProperty
    Int8Array getInfo();

    @JSProperty
    Int8Array getAad();

    @JSProperty
    Int8Array getCiphertext();
  }

  /** What a task is. */
  public interface Task extends JSObject {
    @JSProperty
    String getJobId();

    @JSProperty
    String getTaskId();

    @JSProperty
    int getShard();

    @JSProperty
    String getModelHash();
  }

  /** A case of sealed-task.json. */
  public interface Envelope extends Task {
    @JSProperty
    Int8Array getContentKey();

    @JSProperty
    String getWay();

    @JSProperty
    Int8Array getContent();

    @JSProperty
    Int8Array getEnvelope();
  }

  static void violations(TextSink outcome) {
    SealCryptoContract.check(CRYPTO, found -> outcome.accept(String.join("\n", found)));
  }

  static void open(Message message, TextSink outcome) {
    SealKey recipient =
        new WebCryptoSealKey(
            message.getPrivateKey(), java(message.getRecipient()), new TckMain.Queue());
    new Hpke(CRYPTO, new Sha256())
        .open(
            recipient,
            new Hpke.Binding(java(message.getInfo()), java(message.getAad())),
            new Hpke.Message(java(message.getEnc()), java(message.getCiphertext())),
            opened -> outcome.accept(text(opened)));
  }

  static void envelope(Envelope one, TextSink outcome) {
    TaskSeal seal = TaskSeal.of(ports(), binding(one), java(one.getContentKey()));
    byte[] envelope = java(one.getEnvelope());
    byte[] content = java(one.getContent());
    Consumer<Unsealed> opened =
        plain -> {
          Consumer<byte[]> sealed = bytes -> outcome.accept(text(plain) + " " + Hex.of(bytes));
          if (one.getWay().equals("input")) {
            seal.sealInput(content, sealed);
          } else {
            seal.sealOutput(content, sealed);
          }
        };
    if (one.getWay().equals("input")) {
      seal.openInput(envelope, opened);
    } else {
      seal.openOutput(envelope, opened);
    }
  }

  private static TaskSeal.Ports ports() {
    return new TaskSeal.Ports(CRYPTO, new Sha256());
  }

  private static TaskBinding binding(Task task) {
    return new TaskBinding(task.getJobId(), task.getTaskId(), task.getShard(), task.getModelHash());
  }

  private static String text(Unsealed unsealed) {
    return switch (unsealed) {
      case Unsealed.Plain plain -> Hex.of(plain.bytes());
      case Unsealed.Refused unused -> "refused";
    };
  }

  private static byte[] java(Int8Array bytes) {
    return bytes.copyToJavaArray();
  }
}
