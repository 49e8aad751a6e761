package io.dephasing.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where a click on a value leads.
 *
 * @param title what is said in the menu
 * @param url with Grafana's variables
 */
record Link(String title, String url) {
  private static final String VARIABLES =
      "${__url_time_range}&${datasource:queryparam}&${window:queryparam}";

  /** The on-call dashboard, with everything that is chosen. */
  static Link toOnCall() {
    return new Link(
        "What fires",
        "/d/dephasing-oncall?"
            + VARIABLES
            + "&${kind:queryparam}&${service:queryparam}&${group:queryparam}&${cohort:queryparam}");
  }

  /** The on-call dashboard of the service that was clicked. */
  static Link toOnCallOfService() {
    return new Link(
        "What fires in ${__field.labels.service}",
        "/d/dephasing-oncall?" + VARIABLES + "&var-service=${__field.labels.service}");
  }

  /** The debug dashboard of the group that was clicked. */
  static Link toDebug() {
    return new Link(
        "Debug ${__field.labels.service} / ${__field.labels.group}",
        "/d/dephasing-debug?"
            + VARIABLES
            + "&var-kind=${__field.labels.kind}&var-service=${__field.labels.service}"
            + "&var-group=${__field.labels.group}");
  }

  /** Traces of the group that was clicked, in the trace store that is chosen. */
  static Link toTraces() {
    ObjectNode query =
        Json.object(
            "refId", "A",
            "queryType", "traceql",
            "query", "{ .dephasing.group = \"${__field.labels.group}\" }");
    ObjectNode pane =
        Json.object(
            "datasource", "${trace_datasource}",
            "queries", List.of(query),
            "range", Json.object("from", "${__from}", "to", "${__to}"));
    return new Link(
        "Traces of ${__field.labels.group}",
        "/explore?schemaVersion=1&panes=" + escaped(Json.object("a", pane).toString()));
  }

  /** Escaped but for the variables, which Grafana fills in before it follows the link. */
  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%24%7B", "${")
        .replaceAll("(\\$\\{[A-Za-z_.]+)%7D", "$1}");
  }

  ObjectNode json() {
    return Json.object("title", title, "url", url, "targetBlank", false);
  }
}
