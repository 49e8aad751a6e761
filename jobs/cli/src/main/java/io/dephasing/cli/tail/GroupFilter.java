package io.dephasing.cli.tail;

import io.dephasing.schemas.Group;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which groups are shown, the same for each command that shows some. */
final class GroupFilter {
  @Option(names = "--service", paramLabel = "S", description = "Only groups of this service.")
  private @Nullable String service;

  @Option(
      names = "--job",
      paramLabel = "NAME",
      description = "Only groups of this job, operation or action.")
  private @Nullable String name;

  @Option(
      names = "--group",
      paramLabel = "KEY",
      description = "Only this group, by its groupKey: kind/service/name.")
  private @Nullable String key;

  boolean has(Group group, String groupKey) {
    return (service == null || service.equals(group.getService()))
        && (name == null || name.equals(group.getName()))
        && (key == null || key.equals(groupKey));
  }
}
