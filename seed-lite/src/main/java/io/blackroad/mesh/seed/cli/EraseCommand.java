package io.blackroad.mesh.seed.cli;

import io.blackroad.mesh.log.Entry;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.seed.AdminToken;
import io.blackroad.mesh.seed.OfflineLog;
import io.blackroad.mesh.seed.api.ErasureReason;
import io.blackroad.mesh.seed.api.ErasureRecords;
import io.blackroad.mesh.seed.http.Problem;
import io.blackroad.mesh.seed.store.SqliteSeedStore;
import io.blackroad.mesh.seed.store.StoredLog;
import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mesh erase}: destroys what one entry of a seed's log says. */
@Command(
    name = "erase",
    mixinStandardHelpOptions = true,
    versionProvider = MeshCommand.Version.class,
    description = {
      "Destroys what an entry of the log says, for good, and records that and why.",
      "Its hashes stay: the chain, old receipts and proofs still verify."
    },
    footer = {
      "",
      "The reason becomes an entry itself: it is public and can never be erased. Do not repeat in",
      "it what is to be erased.",
      "A seed that uses the data folder is asked to do it, with the token in its admin.token.",
      "Exit status: 0 it is gone from the disk, 1 nothing was erased, 2 wrong usage, 3 no seed",
      "answers.",
      "",
      "Example:",
      "  mesh erase --data /var/lib/mesh --seq 4711 --reason 'request of 2026-11-22'"
    })
final class EraseCommand implements Callable<Integer> {
  private final Streams streams;

  @Option(names = "--seq", paramLabel = "N", required = true, description = "Number of the entry.")
  private long seq;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why: public, and for good; 1 to 500 characters.")
  private String reason = "";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "mesh-data",
      description = "Data folder of the seed (${DEFAULT-VALUE}).")
  private Path data = Path.of("mesh-data");

  @Option(
      names = "--seed",
      paramLabel = "URL",
      defaultValue = "http://localhost:8082",
      description = "Where the seed answers that uses the folder, if one does (${DEFAULT-VALUE}).")
  private URI seed = URI.create("http://localhost:8082");

  @Option(names = "--yes", description = "Does not ask.")
  private boolean yes;

  EraseCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException, CliFailure, InterruptedException {
    String why;
    Entry entry;
    try (StoredLog stored = StoredLog.open(data)) {
      why = ErasureReason.require(reason);
      entry = new ErasureRecords(stored.log()).require(seq).entry();
    } catch (Problem problem) {
      throw new CliFailure(problem.detail(), CliFailure.FAILED);
    }
    if (!yes && !isConfirmed(entry, why)) {
      throw new CliFailure("nothing was erased", CliFailure.FAILED);
    }
    if (SqliteSeedStore.isInUse(data)) {
      askSeed(entry.chain(), why);
    } else {
      OfflineLog.erase(data, seq, why);
    }
    streams.out().println("Erased: entry " + seq + by() + ".");
    streams.out().flush();
    return 0;
  }

  private boolean isConfirmed(Entry entry, String why) throws IOException, CliFailure {
    Instant time = Instant.ofEpochMilli(entry.timestampNanos() / 1_000_000);
    streams
        .err()
        .println(
            "Entry "
                + seq
                + ": "
                + entry.action()
                + " of "
                + entry.actorId()
                + " at "
                + time
                + ".");
    streams.err().println("The reason, which everyone can read for good: " + why);
    streams.err().print("Destroy what it says? Type yes: ");
    streams.err().flush();
    String answer = new Lines(streams.in()).next();
    return answer != null && answer.strip().equalsIgnoreCase("yes");
  }

  /** The token goes to no seed but the one whose folder it is from. */
  private void askSeed(String chain, String why)
      throws IOException, CliFailure, InterruptedException {
    String token;
    try {
      token = AdminToken.existing(data);
    } catch (NoSuchFileException e) {
      throw new CliFailure(
          "no admin.token in " + data + ": the seed that runs there makes it at its start",
          CliFailure.FAILED);
    }
    try (SeedClient client = new SeedClient(seed, Duration.ZERO)) {
      client.requireSeed();
      if (!client.chain().equals(chain)) {
        throw new CliFailure(
            "at " + seed + " is another seed than in " + data + ": name the right one with --seed",
            CliFailure.FAILED);
      }
      client.erase(seq, why, token);
    }
  }

  private String by() throws IOException {
    try (StoredLog stored = StoredLog.open(data)) {
      @Nullable LoggedEntry record = new ErasureRecords(stored.log()).of(seq);
      return record == null ? "" : ", as entry " + record.entry().seq() + " says";
    }
  }
}
