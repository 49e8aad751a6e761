package io.dephasing.cli.tail;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dephase tail}. */
@Command(
    name = "tail",
    description = {
      "Prints what a job publishes, a line for each record, from now on until Ctrl-C. Reads either"
          + " output.format, belongs to no consumer group and commits nothing.",
      ""
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TailSlisCommand.class,
      TailAlertsCommand.class,
      TailRecommendationsCommand.class,
      TailDeadLettersCommand.class
    })
public final class TailCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "a command is missing: slis, alerts, recommendations or dead-letters");
  }
}
