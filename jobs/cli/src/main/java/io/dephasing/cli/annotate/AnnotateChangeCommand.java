package io.dephasing.cli.annotate;

import io.dephasing.core.annotation.AnnotationKind;
import io.dephasing.core.event.Absent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dephase annotate dephasing-change}. */
@Command(
    name = "dephasing-change",
    description = {"How starts are spread changes: what was before is what is compared with.", ""},
    sortOptions = false)
final class AnnotateChangeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private AnnotationOptions annotation = new AnnotationOptions();

  @Override
  public Integer call() throws Exception {
    annotation.publish(AnnotationKind.DEPHASING_CHANGE, null, Absent.MILLIS, spec);
    return 0;
  }
}
