package io.dephasing.cli;

/** The one door. */
public final class Main {
  private Main() {}
}
