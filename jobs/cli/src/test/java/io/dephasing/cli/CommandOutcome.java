package io.dephasing.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * What a command line led to.
 *
 * @param exitCode what the shell sees
 * @param out what was said
 * @param err what was said to be wrong
 */
public record CommandOutcome(int exitCode, String out, String err) {
  public static CommandOutcome of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exitCode = line.execute(arguments);
    return new CommandOutcome(exitCode, out.toString(), err.toString());
  }
}
