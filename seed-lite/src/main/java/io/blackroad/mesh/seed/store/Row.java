package io.blackroad.mesh.seed.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The row that a query stands on; its columns are not null unless the schema lets them. */
record Row(ResultSet columns) {
  String text(String column) throws SQLException {
    return Objects.requireNonNull(columns.getString(column), column);
  }

  @Nullable String textOrNull(String column) throws SQLException {
    return columns.getString(column);
  }

  int integer(String column) throws SQLException {
    return columns.getInt(column);
  }

  long number(String column) throws SQLException {
    return columns.getLong(column);
  }

  byte[] bytes(String column) throws SQLException {
    return Objects.requireNonNull(columns.getBytes(column), column);
  }
}
