package io.dephasing.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Main.class.getPackage().getImplementationVersion();
    return new String[] {
      "dephase " + Objects.requireNonNullElse(version, "(not packaged)"),
      "Java " + System.getProperty("java.version")
    };
  }
}
