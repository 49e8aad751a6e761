package io.dephasing.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dephasing.core.sli.Measure;
import io.dephasing.export.series.ExportedMetric;
import java.util.List;
import java.util.Locale;

/** What one chooses at the top of a dashboard. */
enum Variable {
  DATASOURCE("Prometheus") {
    @Override
    ObjectNode json() {
      return dataSource("prometheus");
    }
  },
  KIND("Kind") {
    @Override
    ObjectNode json() {
      return choice("", ".+");
    }
  },
  SERVICE("Service") {
    @Override
    ObjectNode json() {
      return choice("kind=~\"$kind\"", ".+");
    }
  },
  GROUP("Group") {
    @Override
    ObjectNode json() {
      return choice("kind=~\"$kind\",service=~\"$service\"", ".+");
    }
  },
  /** Most groups have none: "all" must match its absence. */
  COHORT("Cohort") {
    @Override
    ObjectNode json() {
      return choice("kind=~\"$kind\",service=~\"$service\",group=~\"$group\"", ".*");
    }
  },
  WINDOW("Window") {
    @Override
    ObjectNode json() {
      return Json.object("current", Json.object("selected", true, "text", "1m", "value", "1m"))
          .setAll(query("", false));
    }
  },
  TRACE_DATASOURCE("Traces") {
    @Override
    ObjectNode json() {
      return dataSource("tempo");
    }
  };

  /** What a dashboard of groups has. */
  static final List<Variable> OF_GROUPS = List.of(DATASOURCE, KIND, SERVICE, GROUP, COHORT, WINDOW);

  private static final int ON_TIME_RANGE_CHANGE = 2;
  private static final int ALPHABETICALLY = 1;

  private final String label;

  Variable(String label) {
    this.label = label;
  }

  /** As Grafana wants it. */
  abstract ObjectNode json();

  final String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  final ObjectNode dataSource(String type) {
    return Json.object(
        "name",
        id(),
        "label",
        label,
        "type",
        "datasource",
        "query",
        type,
        "refresh",
        1,
        "regex",
        "",
        "multi",
        false,
        "includeAll",
        false,
        "hide",
        0,
        "skipUrlSync",
        false,
        "options",
        Json.array());
  }

  final ObjectNode choice(String matchers, String all) {
    return query(matchers, true)
        .put("allValue", all)
        .set(
            "current",
            Json.object(
                "selected", true, "text", Json.array("All"), "value", Json.array("$__all")));
  }

  final ObjectNode query(String matchers, boolean several) {
    String series = ExportedMetric.nameOf(Measure.EVENTS);
    String selector = matchers.isEmpty() ? series : series + "{" + matchers + "}";
    String query = "label_values(" + selector + ", " + id() + ")";
    return Json.object(
        "name",
        id(),
        "label",
        label,
        "type",
        "query",
        "datasource",
        DashboardJson.DATA_SOURCE,
        "query",
        Json.object("query", query, "refId", "PrometheusVariableQueryEditor-" + id()),
        "definition",
        query,
        "refresh",
        ON_TIME_RANGE_CHANGE,
        "sort",
        ALPHABETICALLY,
        "regex",
        "",
        "multi",
        several,
        "includeAll",
        several,
        "hide",
        0,
        "skipUrlSync",
        false,
        "options",
        Json.array());
  }
}
