package io.dephasing.cli.annotate;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dephase annotate}. */
@Command(
    name = "annotate",
    description = {
      "Tells the running job of a rollout, a change of dephasing or maintenance, and prints what was"
          + " published as one line of JSON.",
      ""
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AnnotateRolloutStartCommand.class,
      AnnotateRolloutEndCommand.class,
      AnnotateChangeCommand.class,
      AnnotateMaintenanceCommand.class,
      AnnotateWithdrawCommand.class
    })
public final class AnnotateCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(),
        "a command is missing: rollout-start, rollout-end, dephasing-change, maintenance or"
            + " withdraw");
  }
}
