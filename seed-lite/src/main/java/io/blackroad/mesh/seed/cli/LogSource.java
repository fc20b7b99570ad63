package io.blackroad.mesh.seed.cli;

import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.merkle.TilePath;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where a log is read from that is to be verified. Nothing that it says is trusted. */
interface LogSource extends AutoCloseable {
  /** Takes the entries of a log, in their order. */
  interface Sink {
    void take(LoggedEntry entry) throws IOException, CliFailure, Breach;
  }

  /** What is claimed of the log as a whole, with good signatures; asked for first. */
  void claims(Claims claims) throws IOException, CliFailure, Breach;

  /** Hands all entries to {@code sink}. */
  void read(Sink sink) throws IOException, CliFailure, Breach;

  /** Whether there are tiles. */
  boolean hasTiles();

  /** A tile's bytes; null when it is missing. */
  byte @Nullable [] tile(TilePath path) throws IOException, CliFailure;

  /** What else only this source can be asked, once the entries hold. */
  default void finish() throws Breach {}

  @Override
  default void close() throws IOException {}
}
