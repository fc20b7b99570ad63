package io.blackroad.mesh.seed.cli;

import io.blackroad.mesh.seed.model.ModelRefusal;
import io.blackroad.mesh.seed.store.StoreRefusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/** {@code mesh}: says what there is. */
@Command(
    name = "mesh",
    mixinStandardHelpOptions = true,
    versionProvider = MeshCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "A compute mesh of browsers: visitors compute a site's embeddings.",
    footer = {
      "",
      "Examples:",
      "  mesh seed --site ./public            a seed on http://localhost:8082",
      "  mesh embed < lines.txt > vectors.ndjson",
      "  mesh COMMAND --help                  more about one command"
    })
public final class MeshCommand {
  /** Lines of help as long as the sources', so that their examples stay whole. */
  private static final int HELP_CHARS_MAX = 100;

  private MeshCommand() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Streams streams = Streams.ofProcess();
    int exitCode = CliFailure.FAILED;
    try {
      exitCode = commandLine(streams).execute(arguments);
    } catch (Error e) {
      streams.err().println("mesh: this is a defect of the mesh, please report it: " + e);
    }
    streams.out().flush();
    System.exit(exitCode); // after an Error too: other threads would keep a broken process up
  }

  /** The whole command line, reading and writing {@code streams}. */
  static CommandLine commandLine(Streams streams) {
    return new CommandLine(new MeshCommand())
        .addSubcommand(new SeedCommand(streams))
        .addSubcommand(new EmbedCommand(streams))
        .addSubcommand(new TokenizeCommand(streams))
        .addSubcommand(new VerifyCommand(streams))
        .addSubcommand(new ExportCommand(streams))
        .addSubcommand(new EraseCommand(streams))
        .addSubcommand(new ModelsCommand(streams))
        .addSubcommand(new TurnConfigCommand(streams))
        .addSubcommand(new DoctorCommand(streams))
        .setOut(new PrintWriter(streams.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(streams.err(), true, StandardCharsets.UTF_8))
        .setUsageHelpWidth(HELP_CHARS_MAX)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(MeshCommand::misused)
        .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command));
  }

  private static int misused(ParameterException misuse, String[] arguments) {
    CommandLine command = misuse.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println(name + ": " + misuse.getMessage() + "; see '" + name + " --help'");
    return CommandLine.ExitCode.USAGE;
  }

  /** One line; only a defect of the mesh itself shows its stack. */
  private static int failed(Exception failure, CommandLine command) {
    String name = command.getCommandSpec().qualifiedName();
    Throwable cause = failure instanceof UncheckedIOException ? failure.getCause() : failure;
    PrintWriter err = command.getErr();
    return switch (cause) {
      case CliFailure known -> {
        err.println(name + ": " + known.getMessage());
        yield known.exitCode();
      }
      case StoreRefusal refused -> {
        err.println(name + ": " + refused.getMessage());
        yield CliFailure.FAILED;
      }
      case ModelRefusal refused -> {
        err.println(name + ": " + refused.getMessage());
        yield CliFailure.FAILED;
      }
      case IOException io -> {
        err.println(name + ": " + io);
        yield CliFailure.FAILED;
      }
      case null, default -> {
        err.println(name + ": this is a defect of the mesh, please report it: " + failure);
        for (StackTraceElement frame : failure.getStackTrace()) {
          err.println("  at " + frame);
        }
        yield CliFailure.FAILED;
      }
    };
  }

  /** The version that the jar's manifest states. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"mesh " + number()};
    }

    static String number() {
      Package jar = MeshCommand.class.getPackage();
      String version = jar == null ? null : jar.getImplementationVersion();
      return version == null ? "(not built as a jar)" : version;
    }
  }
}
