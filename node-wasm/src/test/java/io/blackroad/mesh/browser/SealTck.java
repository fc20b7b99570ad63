package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.TextSink;
import io.blackroad.mesh.browser.seal.WebCryptoSeal;
import io.blackroad.mesh.browser.seal.WebCryptoSealKey;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.seal.BlockBinding;
import io.blackroad.mesh.seal.BlockSeal;
import io.blackroad.mesh.seal.Hpke;
import io.blackroad.mesh.seal.SealCryptoContract;
import io.blackroad.mesh.seal.SealKey;
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

  /** A case of sealed-row.json. */
  public interface Envelope extends JSObject {
    @JSProperty
    String getJob();

    @JSProperty
    int getBlock();

    @JSProperty
    int getRow();

    @JSProperty
    String getModelHash();

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
    BlockSeal seal = BlockSeal.of(ports(), binding(one), java(one.getContentKey()));
    byte[] envelope = java(one.getEnvelope());
    byte[] content = java(one.getContent());
    Consumer<Unsealed> opened =
        plain -> {
          Consumer<byte[]> sealed = bytes -> outcome.accept(text(plain) + " " + Hex.of(bytes));
          if (one.getWay().equals("input")) {
            seal.sealInput(one.getRow(), content, sealed);
          } else {
            seal.sealOutput(one.getRow(), content, sealed);
          }
        };
    if (one.getWay().equals("input")) {
      seal.openInput(one.getRow(), envelope, opened);
    } else {
      seal.openOutput(one.getRow(), envelope, opened);
    }
  }

  private static BlockSeal.Ports ports() {
    return new BlockSeal.Ports(CRYPTO, new Sha256());
  }

  private static BlockBinding binding(Envelope one) {
    return new BlockBinding(one.getJob(), one.getBlock(), one.getModelHash());
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
