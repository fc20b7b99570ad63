package io.blackroad.mesh.seed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That coturn understands and obeys the file is CoturnTest's. */
class TurnConfigCommandTest {
  @TempDir Path folder;

  private CliRun run(String... more) {
    List<String> arguments = new ArrayList<>(List.of("turn-config"));
    arguments.addAll(List.of("--out", folder.resolve("conf").toString()));
    arguments.addAll(List.of("--turn-secret-file", folder.resolve("secret").toString()));
    arguments.addAll(List.of(more));
    return CliRun.of("", arguments.toArray(String[]::new));
  }

  private String written() throws IOException {
    return Files.readString(folder.resolve("conf"));
  }

  @Test
  void writesConfigurationAndSecretForTheirOwnerOnly() throws IOException {
    CliRun run = run("--name", "turn.example", "--cert", "/c.pem", "--key", "/k.pem");
    assertEquals(0, run.exitCode(), run.err());
    String secret = Files.readString(folder.resolve("secret")).strip();
    assertEquals(64, secret.length());
    assertTrue(written().contains("\nstatic-auth-secret=" + secret + "\n"));
    assertTrue(written().contains("\nrealm=turn.example\n"));
    assertTrue(written().contains("\ntls-listening-port=443\ncert=/c.pem\npkey=/k.pem\n"));
    assertFalse((run.out() + run.err()).contains(secret));
    assertTrue(run.out().contains("--turn-url 'turns:turn.example:443?transport=tcp'"), run.out());
    for (String file : List.of("conf", "secret")) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))));
    }
  }

  @Test
  void writesOverNothingUnlessForcedAndKeepsTheSecret() throws IOException {
    assertEquals(0, run("--name", "a.example").exitCode());
    String first = written();
    CliRun again = run("--name", "b.example");
    assertEquals(1, again.exitCode());
    assertTrue(again.err().contains("--force"), again.err());
    assertEquals(first, written());
    assertEquals(0, run("--name", "a.example", "--force").exitCode());
    assertEquals(first, written());
    assertEquals(0, run("--name", "b.example", "--force").exitCode());
    assertNotEquals(first, written());
  }

  @Test
  void nothingGetsIntoTheFileThatIsNoOption() {
    assertRefused("--name", "a\ncli-password=x");
    assertRefused("--name", "a.example", "--address", "1.2.3.4 no-auth");
    assertRefused("--name", "a.example", "--external", "203.0.113.7");
    assertRefused("--name", "a.example", "--relay-ports", "50000-40000");
    assertRefused("--name", "a.example", "--cert", "c.pem");
    assertRefused("--name", "a.example", "--cert", "c\nno-auth", "--key", "k.pem");
    assertRefused("--name", "a.example", "--per-node", "5", "--all", "4");
  }

  private void assertRefused(String... arguments) {
    CliRun run = run(arguments);
    assertEquals(1, run.exitCode(), run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    assertFalse(Files.exists(folder.resolve("conf")));
  }
}
