package io.blackroad.mesh.seed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.blackroad.mesh.seed.FilledSeed;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers and databases that somebody prepared for whoever verifies them. */
@Timeout(120)
class HostileSourceTest {
  @TempDir private Path data;

  @ParameterizedTest
  @CsvSource({
    "302, http://127.0.0.1:1/log/checkpoint.json, it redirects to another server",
    "302, /log/elsewhere, it redirects more than 5 times",
    "302, ':::', it redirects to",
    "500, '', it answers with status 500",
  })
  void aServerLeadsNowhere(int status, String location, String reason) throws Exception {
    CliRun run = ask(status, location, new byte[0]);
    assertEquals(3, run.exitCode(), run.out());
    assertTrue(run.err().contains(reason), run.err());
    assertEquals(1, run.err().lines().count());
  }

  @Test
  void aServerCannotFillTheMemory() throws Exception {
    CliRun run = ask(200, "", new byte[3 << 20]);
    assertEquals(3, run.exitCode(), run.out());
    assertTrue(run.err().contains("sends more than the"), run.err());
  }

  @Test
  void aServerThatIsNoSeedIsToldSo() throws Exception {
    CliRun none = ask(404, "", new byte[0]);
    assertEquals(1, none.exitCode());
    assertTrue(none.err().contains("is that a seed"), none.err());
  }

  private static CliRun ask(int status, String location, byte[] body) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Location", location);
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      return CliRun.of("", "verify", "http://127.0.0.1:" + server.getAddress().getPort());
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "UPDATE postings SET units = units + 1 WHERE log_seq = 10 # at entry 10: the ledger books 11",
        "UPDATE postings SET credit = 'n_x' WHERE log_seq = 10 # at entry 10: the ledger books 10",
        "UPDATE postings SET log_seq = 11 WHERE log_seq = 10 # at entry 11: the ledger books",
        "DELETE FROM postings WHERE log_seq = 10 # at entry 10: it is a REWARD that the ledger",
        "INSERT INTO postings VALUES ('k', 'treasury', 'n_x', 5, 10) # at entry 10: the ledger books",
        "INSERT INTO postings VALUES ('k', 'treasury', 'n_x', 5, 9) # at entry 9: the ledger books",
        "UPDATE entries SET salt = NULL, payload = '\"[ERASED:' || payload_hash || ']\"' WHERE seq = 7"
            + " # at entry 7: it was erased, but no ERASE entry names it",
        "UPDATE entries SET payload = '{\"said\":\"other\"}' WHERE seq = 7 # at entry 7: the payload",
        "DELETE FROM entries WHERE seq = 7 # at entry 7: seq 8",
        "UPDATE entries SET salt = NULL, payload = '\"[ERASED:' || payload_hash || ']\"' WHERE seq = 1"
            + " # at entry 1: it is the seed's own MIGRATE, withheld",
      })
  void aDatabaseThatWasEditedIsFound(String sql, String reason) throws Exception {
    FilledSeed.in(data, 20);
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("mesh.db"));
        Statement statement = database.createStatement()) {
      assertEquals(1, statement.executeUpdate(sql));
    }
    CliRun run = CliRun.of("", "verify", "--data", data.toString());
    assertEquals(1, run.exitCode(), run.out() + run.err());
    assertTrue(run.out().contains(reason), run.out());
  }
}
