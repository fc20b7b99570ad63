package io.blackroad.mesh.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./mesh demo}, {@code ./mesh swarm}, and what of {@code ./mesh verify} needs a browser. */
@Command(
    name = "mesh",
    subcommands = {
      DemoVerb.class,
      SwarmVerb.class,
      VerifyVerb.class,
      CommandLine.HelpCommand.class
    })
public final class DemoCommand {
  static final PrintStream OUT = System.out;
  static final PrintStream ERR = System.err;

  private DemoCommand() {}

  /** Exits with 0, 1 with one line of why, or 2 for wrong usage. */
  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new DemoCommand()).setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(
        (misuse, parsed) -> {
          String name = misuse.getCommandLine().getCommandSpec().qualifiedName();
          ERR.println(name + ": " + misuse.getMessage() + "; see '" + name + " --help'");
          return CommandLine.ExitCode.USAGE;
        });
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          ERR.println("mesh: " + reason(failure));
          return 1;
        });
    System.exit(line.execute(arguments));
  }

  private static String reason(Exception failure) {
    return failure instanceof DemoFailure
        ? String.valueOf(failure.getMessage())
        : failure.toString();
  }

  /** A path that the launcher hands over. */
  static Path environment(String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw new DemoFailure(name + " is not set: start this with ./mesh demo");
    }
    return Path.of(value);
  }
}
