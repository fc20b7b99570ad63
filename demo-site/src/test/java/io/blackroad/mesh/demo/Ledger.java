package io.blackroad.mesh.demo;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What a seed that has ended wrote into its ledger, read from its database. */
final class Ledger implements AutoCloseable {
  private final Connection database;

  Ledger(Path data) {
    try {
      database = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("mesh.db"));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Balance of an account in 1e-8 ROAD, added up from its postings. */
  long units(String account) {
    return sum(
        "SELECT COALESCE(SUM(CASE WHEN credit = ?1 THEN units ELSE 0 END)"
            + " - SUM(CASE WHEN debit = ?1 THEN units ELSE 0 END), 0) FROM postings",
        account);
  }

  /** Sum of all balances; a ledger holds when that is 0. */
  long sum() {
    return sum("SELECT COALESCE(SUM(units), 0) FROM balances WHERE ?1 IS NOT NULL", "");
  }

  private long sum(String query, String account) {
    try (PreparedStatement statement = database.prepareStatement(query)) {
      statement.setString(1, account);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    try {
      database.close();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
