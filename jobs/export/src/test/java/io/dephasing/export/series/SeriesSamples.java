package io.dephasing.export.series;

import io.dephasing.core.codec.Codec;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.sli.Window;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One value for each codec, as full as it gets. */
final class SeriesSamples {
  private static final GroupKey GROUP =
      new GroupKey(EventKind.JOB_START, "shop/eu", "sync %", "blue");

  private SeriesSamples() {}

  /** The sample of this codec. */
  static Object of(Codec<?> codec) {
    Map<String, Object> byId =
        Map.of(
            SeriesCodecs.GROUP_MEMORY.id(),
            memory(),
            SeriesCodecs.ANNOTATION_MEMORY.id(),
            annotationMemory(),
            SeriesCodecs.SAMPLE.id(),
            new Sample(
                SeriesLabels.of(GROUP).named("dephasing_start_delay_p99_seconds"),
                1_772_700_059_000L,
                Sample.STALE_BITS,
                List.of(new SeriesExemplar("4bf92f3577b34da6", 0.25, 1_772_700_012_345L))));
    return Objects.requireNonNull(byId.get(codec.id()), "a new codec wants a sample");
  }

  private static AnnotationMemory annotationMemory() {
    AnnotationMark.Line line =
        new AnnotationMark.Line(ExportedMetric.MAINTENANCE_ACTIVE, "", "shop/eu", "Move ☂");
    AnnotationMemory memory = new AnnotationMemory();
    memory.put(AnnotationMark.stretch("m/1", line, 1_772_700_000_000L, 1_772_700_600_000L));
    AnnotationSeries.draw(memory, 1_772_700_120_500L, sample -> {});
    return memory;
  }

  /** A group with a bad window, a recommendation, an alert that is over and one that fires. */
  private static GroupMemory memory() {
    long endMillis = 1_772_700_060_000L;
    GroupMemory memory = new GroupMemory();
    GroupExport export = new GroupExport(new SeriesBudget(128, 1_000));
    export.advice(memory, new Advice(GROUP, endMillis, 300, 4.5, 150), endMillis, sample -> {});
    for (AlertChange change :
        List.of(
            alert("a0", AlertChange.Status.FIRING, endMillis - 20_000),
            alert("a0", AlertChange.Status.RESOLVED, endMillis - 10_000),
            alert("a1", AlertChange.Status.FIRING, endMillis))) {
      export.alert(memory, change, endMillis, sample -> {});
    }
    GroupWindow window =
        new GroupWindow(
            GROUP,
            new Window(endMillis - 60_000, endMillis),
            0,
            false,
            new GroupWindow.Series(List.of(), List.of(), List.of()));
    export.window(
        memory, window, new byte[] {'s', 1, 2, 3}, Optional.empty(), endMillis, sample -> {});
    return memory;
  }

  private static AlertChange alert(String id, AlertChange.Status status, long decidedAtMillis) {
    return new AlertChange(GROUP, id, "DephasingHerd", "page", status, decidedAtMillis, true);
  }
}
