package io.blackroad.mesh.seed.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.log.Standing;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flood of session keys does not fill the disk, and nobody is forgotten who matters. */
class StandingRowsTest {
  private static final int KEPT = 500;

  @TempDir Path data;

  @Test
  void keepsTheNewestAndAllToWhomSomethingIsOwedOrHeldAgainst() throws Exception {
    StandingRows standings = new StandingRows(KEPT);
    try (SqlSession session = new SqlSession(Database.open(data, new Sha256()).writer())) {
      List<Standing> lasting =
          List.of(
              new Standing("n_held", 1, 0, "", 1, 0, Standing.Accrual.NONE),
              new Standing("n_paid", 1, 0, "", 0, 1, Standing.Accrual.NONE),
              new Standing("n_barred", 1, 0, "It lied.", 0, 0, Standing.Accrual.NONE));
      for (Standing standing : lasting) {
        standings.put(standing, 0);
      }
      for (int i = 1; i <= 10_000; i++) {
        standings.put(Standing.fresh("n_" + i), i);
        standings.save(session);
        int seen = i;
        assertTrue(i % 500 != 0 || count(session) <= KEPT + 1_000 + 3, () -> "after " + seen);
      }
      session.commit();
      for (Standing standing : lasting) {
        assertEquals(standing, found(session, standing.nodeId()));
      }
      assertEquals(Standing.fresh("n_10000"), found(session, "n_10000"));
      assertNull(found(session, "n_1"));
    }
  }

  private static long count(SqlSession session) throws Exception {
    return session.query("SELECT COUNT(*) AS n FROM standings", row -> row.number("n")).getFirst();
  }

  private static @Nullable Standing found(SqlSession session, String nodeId) throws Exception {
    return session.first(SqliteRecords.STANDING, SqliteRecords::standing, nodeId);
  }
}
