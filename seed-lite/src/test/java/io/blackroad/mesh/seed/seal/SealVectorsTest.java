package io.blackroad.mesh.seed.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.seal.BlockBinding;
import io.blackroad.mesh.seal.BlockSeal;
import io.blackroad.mesh.seal.Hpke;
import io.blackroad.mesh.seal.SealCryptoContract;
import io.blackroad.mesh.seal.SealKey;
import io.blackroad.mesh.seal.Unsealed;
import io.blackroad.mesh.seed.JcaDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The vectors of sealed work with the JDK's cryptography; node-wasm runs them with WebCrypto. */
class SealVectorsTest {
  private static final JcaSealCrypto JCA = new JcaSealCrypto();
  private static final JcaDigest DIGEST = new JcaDigest();

  @Test
  void keepsTheContract() {
    List<List<String>> told = new ArrayList<>();
    SealCryptoContract.check(JCA, told::add);
    assertEquals(List.of(List.of()), told);
  }

  @Test
  void theFilesAreWhatTheirGeneratorsWrite() throws IOException {
    assertEquals(HpkeVectorFile.text(), Files.readString(HpkeVectorFile.FILE));
    assertEquals(RowVectorFile.text(), Files.readString(RowVectorFile.FILE));
  }

  @Test
  void opensExactlyTheMessagesThatAreValid() throws IOException {
    for (JsonNode one : cases(HpkeVectorFile.FILE, 39)) {
      SealKey recipient = P256Keys.of(text(one, "recipient_private"), text(one, "recipient"));
      List<Unsealed> opened = new ArrayList<>();
      new Hpke(JCA, DIGEST)
          .open(
              recipient,
              new Hpke.Binding(bytes(one, "info"), bytes(one, "aad")),
              new Hpke.Message(bytes(one, "enc"), bytes(one, "ciphertext")),
              opened::add);
      holds(one, opened, text(one, "plaintext"));
    }
  }

  @Test
  void sealsWithTheRfcsEphemeralKeyWhatTheRfcSeals() throws IOException {
    JsonNode rfc = cases(HpkeVectorFile.FILE, 1).get(0);
    SealKey ephemeral = P256Keys.of(HpkeVectorFile.EPHEMERAL, text(rfc, "enc"));
    List<Hpke.Sealed> sealed = new ArrayList<>();
    new Hpke(new P256Keys.Making(ephemeral), DIGEST)
        .seal(
            bytes(rfc, "recipient"),
            new Hpke.Binding(bytes(rfc, "info"), bytes(rfc, "aad")),
            bytes(rfc, "plaintext"),
            sealed::add);
    Hpke.Message message = assertInstanceOf(Hpke.Sealed.Ok.class, sealed.get(0)).message();
    assertEquals(text(rfc, "enc"), Hex.of(message.encapsulated()));
    assertEquals(text(rfc, "ciphertext"), Hex.of(message.ciphertext()));
  }

  @Test
  void opensExactlyTheEnvelopesThatAreValid() throws IOException {
    for (JsonNode one : cases(RowVectorFile.FILE, 25)) {
      BlockSeal seal = BlockSeal.of(ports(), binding(one), bytes(one, "content_key"));
      int row = one.path("row").asInt();
      List<Unsealed> opened = new ArrayList<>();
      List<byte[]> sealed = new ArrayList<>();
      if (text(one, "way").equals("input")) {
        seal.openInput(row, bytes(one, "envelope"), opened::add);
        seal.sealInput(row, bytes(one, "content"), sealed::add);
      } else {
        seal.openOutput(row, bytes(one, "envelope"), opened::add);
        seal.sealOutput(row, bytes(one, "content"), sealed::add);
      }
      holds(one, opened, text(one, "content"));
      assertEquals(
          one.path("valid").asBoolean(),
          Hex.of(sealed.get(0)).equals(text(one, "envelope")),
          text(one, "why"));
    }
  }

  private static void holds(JsonNode one, List<Unsealed> opened, String wanted) {
    assertEquals(1, opened.size(), text(one, "why"));
    if (one.path("valid").asBoolean()) {
      Unsealed.Plain plain =
          assertInstanceOf(Unsealed.Plain.class, opened.get(0), text(one, "why"));
      assertEquals(wanted, Hex.of(plain.bytes()), text(one, "why"));
    } else {
      assertInstanceOf(Unsealed.Refused.class, opened.get(0), text(one, "why"));
    }
  }

  static BlockSeal.Ports ports() {
    return new BlockSeal.Ports(JCA, DIGEST);
  }

  private static BlockBinding binding(JsonNode one) {
    return new BlockBinding(text(one, "job"), one.path("block").asInt(), text(one, "model_hash"));
  }

  private static JsonNode cases(Path file, int atLeast) throws IOException {
    JsonNode cases = new ObjectMapper().readTree(file.toFile()).path("cases");
    assertTrue(cases.size() >= atLeast, file + " has " + cases.size() + " cases");
    return cases;
  }

  private static String text(JsonNode one, String member) {
    return Objects.requireNonNull(one.path(member).textValue(), member);
  }

  private static byte[] bytes(JsonNode one, String member) {
    return Hex.require(text(one, member));
  }
}
