package io.blackroad.mesh.seed.cli;

import io.blackroad.mesh.merkle.TilePath;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** An exported log: one entry a line. */
final class LinesSource implements LogSource {
  private final InputStream in;

  LinesSource(InputStream in) {
    this.in = in;
  }

  @Override
  public void claims(Claims claims) {
    // A file of entries claims nothing but what its CHECKPOINT entries record.
  }

  @Override
  public void read(Sink sink) throws IOException, CliFailure, Breach {
    Lines lines = new Lines(in);
    long seq = 0;
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (!line.isEmpty()) {
        sink.take(LogLines.entry(line, seq));
        seq++;
      }
    }
  }

  @Override
  public boolean hasTiles() {
    return false;
  }

  @Override
  public byte @Nullable [] tile(TilePath path) {
    return null;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
