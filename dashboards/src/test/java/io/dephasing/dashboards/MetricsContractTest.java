package io.dephasing.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.connectors.kafka.SinkCounter;
import io.dephasing.core.sli.Measure;
import io.dephasing.dashboards.Expressions.Expression;
import io.dephasing.export.series.ExportedMetric;
import io.dephasing.operators.metrics.OperatorCounter;
import io.dephasing.operators.metrics.OperatorGauge;
import io.dephasing.repository.Repository;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Catalogues and dashboards know the same names, both ways. */
final class MetricsContractTest {
  @Test
  void whatever_is_read_is_written_by_someone() {
    Set<String> written = new TreeSet<>(RulesFile.records());
    Measure.all().forEach(measure -> written.add(ExportedMetric.nameOf(measure)));
    ExportedMetric.all().forEach(metric -> written.addAll(metric.metrics()));
    Arrays.stream(OperatorCounter.values()).forEach(counter -> written.add(Selector.all(counter)));
    Arrays.stream(SinkCounter.values()).forEach(counter -> written.add(Selector.all(counter)));
    Arrays.stream(OperatorGauge.values()).forEach(gauge -> written.add(Selector.all(gauge)));
    Arrays.stream(FlinkMetric.values()).forEach(metric -> written.add(metric.id()));

    assertThat(readAnywhere()).isNotEmpty().isSubsetOf(written);
  }

  @Test
  void each_measure_has_a_panel() {
    assertThat(read(Expressions.ofPanels()))
        .as("add a target to a dashboard, or a panel")
        .containsAll(Measure.all().stream().map(ExportedMetric::nameOf).toList());
  }

  @Test
  void each_exported_metric_is_read_or_documented() {
    String reference = Repository.text(Repository.ROOT.resolve("docs/reference/metrics.md"));
    Set<String> read = readAnywhere();

    assertThat(ExportedMetric.all())
        .allMatch(
            metric ->
                metric.metrics().stream().anyMatch(read::contains)
                    || reference.contains("`" + metric.metric() + "`"));
    assertThat(read)
        .containsAll(Arrays.stream(OperatorCounter.values()).map(Selector::all).toList())
        .containsAll(Arrays.stream(SinkCounter.values()).map(Selector::all).toList())
        .containsAll(
            Arrays.stream(OperatorGauge.values()).map(gauge -> Selector.all(gauge)).toList());
  }

  @Test
  void each_recorded_series_has_a_reader() {
    Set<String> read = readAnywhere();

    assertThat(RulesFile.records()).isNotEmpty().allMatch(read::contains);
  }

  @Test
  void a_panel_s_recorded_series_is_recorded() {
    List<String> named = Arrays.stream(RecordedRule.values()).map(RecordedRule::id).toList();

    assertThat(RulesFile.records()).containsAll(named);
    assertThat(read(Expressions.ofPanels())).containsAll(named);
  }

  @Test
  void no_sum_mixes_windows_of_different_length() {
    assertThat(everywhere())
        .filteredOn(expression -> expression.metrics().anyMatch(MetricsContractTest::isOfWindow))
        .filteredOn(expression -> !expression.text().contains("timestamp(dephasing_events)"))
        .filteredOn(expression -> !expression.text().startsWith("label_values("))
        .isNotEmpty()
        .allMatch(expression -> expression.text().contains("window="));
  }

  private static boolean isOfWindow(String name) {
    return Measure.all().stream().map(ExportedMetric::nameOf).anyMatch(name::equals)
        || ExportedMetric.all().stream()
            .filter(metric -> metric.labels().contains("window"))
            .anyMatch(metric -> metric.metrics().contains(name));
  }

  private static Set<String> readAnywhere() {
    return read(everywhere());
  }

  private static List<Expression> everywhere() {
    return Stream.of(
            Expressions.ofPanels(),
            Expressions.ofAnnotations(),
            Expressions.ofVariables(),
            RulesFile.expressions())
        .flatMap(Collection::stream)
        .toList();
  }

  private static Set<String> read(List<Expression> expressions) {
    return expressions.stream()
        .flatMap(Expression::metrics)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
