package io.blackroad.mesh.seed.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Lines of UTF-8, ended by LF or CR LF and by nothing else, so that line n of the output belongs to
 * line n of the input whatever a text contains. Bytes that are no UTF-8 become U+FFFD.
 */
final class Lines {
  /** One text; a model reads a few kilobytes of it at most. */
  static final int BYTES_MAX = 1 << 20;

  private final InputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long number;
  private long bytes;

  Lines(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /** The next line without its end, or null after the last one. */
  @Nullable String next() throws IOException, CliFailure {
    line.reset();
    number++;
    int piece = read();
    if (piece < 0) {
      return null;
    }
    while (piece >= 0 && piece != '\n') {
      if (line.size() == BYTES_MAX) {
        throw new CliFailure(
            "line " + number + " is longer than " + BYTES_MAX + " bytes: split it",
            CliFailure.FAILED);
      }
      line.write(piece);
      piece = read();
    }
    String text = line.toString(StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  /** Bytes read so far. */
  long bytesRead() {
    return bytes;
  }

  private int read() throws IOException {
    int piece = in.read();
    bytes += piece < 0 ? 0 : 1;
    return piece;
  }
}
