package io.dephasing.cli.failure;

import io.dephasing.topology.InvalidOptionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says a failure on one line; stack traces go to the log. */
public final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    return say(
        command,
        "%s (see %s --help)".formatted(firstLine(String.valueOf(e.getMessage())), name),
        ExitCode.USAGE);
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    if (isInput(e)) {
      return say(command, String.valueOf(e.getMessage()), ExitCode.USAGE);
    }
    if (e instanceof JobFailedException) {
      return say(command, e.getMessage() + " (log: %s)".formatted(logFile()), ExitCode.SOFTWARE);
    }
    if (e instanceof IOException || e instanceof UncheckedIOException) {
      return failed("a file or the network", e, command);
    }
    return e instanceof KafkaException ? failed("Kafka", e, command) : bug(e, command);
  }

  /** What nobody has foreseen. */
  public static int bug(Throwable e, CommandLine command) {
    return failed("a bug", e, command);
  }

  /** Where log4j2.properties sends what is logged. */
  public static Path logFile() {
    return Path.of(
        System.getProperty("java.io.tmpdir"),
        "dephase-%s.log".formatted(System.getProperty("user.name")));
  }

  private static int failed(String what, Throwable e, CommandLine command) {
    LOG.atError().setCause(e).log("the command failed");
    return say(
        command,
        "%s: %s (log: %s)".formatted(what, JobFailedException.rootMessage(e), logFile()),
        ExitCode.SOFTWARE);
  }

  private static boolean isInput(Exception e) {
    return e instanceof InvalidInputException
        || e instanceof InvalidOptionException
        || e instanceof ConfigException;
  }

  private static int say(CommandLine command, String message, int exitCode) {
    command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + firstLine(message));
    command.getErr().flush();
    return exitCode;
  }

  private static String firstLine(String message) {
    return message.strip().lines().findFirst().orElse("");
  }
}
