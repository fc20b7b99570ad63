package io.blackroad.mesh.demo.site;

/** What became of one content file. */
public sealed interface Parsed<T> {
  record Complete<T>(T value) implements Parsed<T> {}

  /** Nothing usable: {@code file:line: reason}, lines counted from 1. */
  record Malformed<T>(String file, int line, String reason) implements Parsed<T> {
    @Override
    public String toString() {
      return file + ":" + line + ": " + reason;
    }
  }
}
