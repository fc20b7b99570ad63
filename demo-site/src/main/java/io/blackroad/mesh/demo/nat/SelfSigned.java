package io.blackroad.mesh.demo.nat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** A certificate of nobody's, for a laboratory's TLS. */
final class SelfSigned {
  private static final char[] PASSWORD = "laboratory".toCharArray();
  private static final int PEM_COLUMNS = 64;

  private SelfSigned() {}

  /** Writes {@code cert.pem} and {@code key.pem} for an address into {@code folder}. */
  static void write(Path folder, String address) throws IOException, GeneralSecurityException {
    Path store = folder.resolve("store.p12");
    String keytool = System.getProperty("java.home") + "/bin/keytool";
    LabShell.run(
        "",
        List.of(
            keytool,
            "-genkeypair",
            "-alias",
            "lab",
            "-keyalg",
            "RSA",
            "-keysize",
            "2048",
            "-dname",
            "CN=" + address,
            "-ext",
            "san=ip:" + address,
            "-validity",
            "30",
            "-storetype",
            "PKCS12",
            "-storepass",
            new String(PASSWORD),
            "-keystore",
            store.toString()));
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    pem(
        folder.resolve("cert.pem"),
        "CERTIFICATE",
        Objects.requireNonNull(keys.getCertificate("lab")).getEncoded());
    pem(
        folder.resolve("key.pem"),
        "PRIVATE KEY",
        Objects.requireNonNull(Objects.requireNonNull(keys.getKey("lab", PASSWORD)).getEncoded()));
  }

  private static void pem(Path file, String title, byte[] der) throws IOException {
    byte[] lineEnd = "\n".getBytes(StandardCharsets.US_ASCII);
    String body = Base64.getMimeEncoder(PEM_COLUMNS, lineEnd).encodeToString(der);
    Files.writeString(
        file, "-----BEGIN " + title + "-----\n" + body + "\n-----END " + title + "-----\n");
  }
}
