package io.dephasing.cli;

import io.dephasing.cli.annotate.AnnotateCommand;
import io.dephasing.cli.demo.DemoCommand;
import io.dephasing.cli.failure.Failures;
import io.dephasing.cli.job.Interruption;
import io.dephasing.cli.replay.ReplayCommand;
import io.dephasing.cli.run.ExportCommand;
import io.dephasing.cli.run.RunCommand;
import io.dephasing.cli.simulate.SimulateCommand;
import io.dephasing.cli.tail.TailCommand;
import io.dephasing.cli.topics.TopicsCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The one door: {@code dephase COMMAND}. */
@Command(
    name = "dephase",
    description = {"Measures whether replicas act in step, and alerts while they still do.", ""},
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      ExportCommand.class,
      ReplayCommand.class,
      SimulateCommand.class,
      TopicsCommand.class,
      AnnotateCommand.class,
      TailCommand.class,
      CommandLine.HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:it was begun and failed",
      "2:an option, a file or the configuration is wrong: nothing was done"
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** For picocli. */
  Main() {}

  /** Runs a command and exits. */
  public static void main(String[] arguments) {
    Interruption.watchSignals();
    Interruption.exit(execute(arguments));
  }

  private static int execute(String[] arguments) {
    CommandLine line = commandLine();
    try {
      return line.execute(arguments);
    } catch (Error e) { // no memory, no class: picocli lets it pass
      return Failures.bug(e, line);
    }
  }

  /** The commands, with what happens to their failures. */
  public static CommandLine commandLine() {
    Failures failures = new Failures();
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
  }

  /** Without a command: says which there are. */
  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
  }
}
