package io.blackroad.mesh.conformance;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.Parsed;
import io.blackroad.mesh.log.ChainVerifier;
import io.blackroad.mesh.log.EntryJson;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.sign.Ed25519;
import io.blackroad.mesh.wire.Decoded;
import io.blackroad.mesh.wire.HelloProof;
import io.blackroad.mesh.wire.Message;
import io.blackroad.mesh.wire.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Cases whose results are compared byte for byte between platforms. */
public final class Differential {
  private static final long SEED = 20_260_101;
  private static final int CHAIN_ENTRIES = 1_000;
  private static final int MUTATIONS = 2_000;
  private static final int SIGNATURES = 100;

  private final List<String> lines = new ArrayList<>();
  private final Sha256 sha = new Sha256();

  private Differential() {}

  /** Lines {@code name=result} that must be the same on every platform. */
  public static List<String> lines() {
    Differential differential = new Differential();
    differential.hashes();
    differential.chain();
    differential.json();
    differential.messages();
    differential.signatures();
    return differential.lines;
  }

  private void line(String name, String result) {
    lines.add(name + "=" + result);
  }

  private void hashes() {
    SeededBytes random = new SeededBytes(SEED);
    line("sha256 of 1 MiB", Hex.of(sha.sha256(random.bytes(1 << 20))));
    for (int length = 0; length < 200; length++) {
      sha.update(sha.sha256(random.bytes(length)), 0, Sha256.BYTES);
    }
    line("sha256 of 0 to 199 bytes", Hex.of(sha.digest()));
  }

  private void chain() {
    ChainVerifier verifier = new ChainVerifier(sha);
    String head = "";
    for (LoggedEntry entry : SampleChain.entries(CHAIN_ENTRIES, new SeededBytes(SEED))) {
      Json json = EntryJson.toJson(entry);
      verifier.feed(json);
      head = entry.entry().hash();
      sha.update(CanonicalJson.bytes(json), 0, CanonicalJson.bytes(json).length);
    }
    line("chain head", head);
    line("chain verdict", verifier.result().toString());
  }

  /** Texts cut and bent at random: the reasons, too, must be the same everywhere. */
  private void json() {
    SeededBytes random = new SeededBytes(SEED);
    List<LoggedEntry> entries = SampleChain.entries(20, random);
    for (int i = 0; i < MUTATIONS; i++) {
      Json json = EntryJson.toJson(entries.get(i % entries.size()));
      byte[] bytes = Mutation.of(CanonicalJson.bytes(json), random);
      byte[] said = said(CanonicalJson.parse(bytes)).getBytes(StandardCharsets.UTF_8);
      sha.update(said, 0, said.length);
    }
    line("json of mutated entries", Hex.of(sha.digest()));
    int number = 0;
    String[] texts = {"", "{", "[1,]", "-", "01", "1.0", "1e1", "\"\u0001\"", "{\"a\":1,\"a\":2}"};
    for (String text : texts) {
      line("json " + number++, said(CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8))));
    }
  }

  private static String said(Parsed parsed) {
    return switch (parsed) {
      case Parsed.Value value -> CanonicalJson.text(value.json());
      case Parsed.Malformed malformed -> malformed.offset() + " " + malformed.reason();
    };
  }

  private void messages() {
    SeededBytes random = new SeededBytes(SEED);
    for (Message message : new SampleMessages(SEED).all()) {
      byte[] frame = MessageCodec.encode(message);
      if (message instanceof Message.Hello hello) {
        String challenge = hello.publicKey();
        line("proof", Hex.of(HelloProof.signed(challenge, "s_0", hello.consent())));
      }
      String type = SampleMessages.type(message);
      line("frame " + type, Hex.of(frame));
      line("again " + type, said(MessageCodec.decode(frame)));
      for (int i = 0; i < MUTATIONS / 20; i++) {
        String said = said(MessageCodec.decode(Mutation.of(frame, random)));
        byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
        sha.update(bytes, 0, bytes.length);
      }
      line("mutated " + type, Hex.of(sha.digest()));
    }
  }

  private static String said(Decoded decoded) {
    return switch (decoded) {
      case Decoded.Ok ok -> Hex.of(MessageCodec.encode(ok.message()));
      case Decoded.Malformed malformed -> malformed.offset() + " " + malformed.reason();
    };
  }

  /** Random keys, messages and signatures, and what is said of those that were bent. */
  private void signatures() {
    SeededBytes random = new SeededBytes(SEED);
    StringBuilder verdicts = new StringBuilder();
    for (int i = 0; i < SIGNATURES; i++) {
      byte[] seed = random.bytes(32);
      byte[] message = random.bytes(random.below(200));
      byte[] key = Ed25519.publicKey(seed);
      byte[] signature = Ed25519.sign(seed, message);
      sha.update(key, 0, key.length);
      sha.update(signature, 0, signature.length);
      verdicts.append(Ed25519.verify(key, message, signature) ? '1' : '0');
      byte[] bent = Mutation.of(signature, random);
      verdicts.append(Ed25519.verify(key, message, bent) ? '1' : '0');
    }
    line("ed25519 signatures", Hex.of(sha.digest()));
    line("ed25519 verdicts", verdicts.toString());
  }
}
