package io.dephasing.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dephasing.dashboards.Expressions.Expression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Grafana's dashboard linter asks, and what this house asks on top. */
final class DashboardLintTest {
  private static final Pattern RATE = Pattern.compile("\\b(?:rate|irate)\\([^\\[]*\\[([^\\]]*)]");
  private static final Pattern COUNTER =
      Pattern.compile("(?<!increase\\()(?<!rate\\()\\bdephasing_[a-z_]+_total\\b");
  private static final Set<String> FORBIDDEN =
      Set.of("id", "version", "iteration", "__inputs", "__requires", "__elements");

  @ParameterizedTest
  @EnumSource
  void a_file_can_be_provisioned_and_imported_as_it_is(DashboardFiles file) {
    JsonNode tree = Expressions.tree(file);

    assertThat(tree.fieldNames())
        .toIterable()
        .doesNotContainAnyElementsOf(FORBIDDEN)
        .contains("uid", "title", "tags", "schemaVersion", "panels");
    assertThat(tree.path("schemaVersion").asInt()).isEqualTo(39);
    assertThat(tree.path("uid").asText()).matches("dephasing-[a-z]{1,30}");
    assertThat(tree.path("editable").asBoolean(true)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void every_data_source_is_the_variable(DashboardFiles file) {
    assertThat(Expressions.tree(file).findValues("datasource"))
        .filteredOn(JsonNode::isObject)
        .extracting(source -> source.path("uid").asText())
        .containsOnly("${datasource}");
  }

  @ParameterizedTest
  @EnumSource
  void a_panel_says_what_it_shows_in_which_unit(DashboardFiles file) {
    for (JsonNode panel : Expressions.panels(file)) {
      String title = panel.path("title").asText();
      assertThat(title).isNotBlank();
      assertThat(panel.path("description").asText())
          .as(title)
          .hasSizeGreaterThan(60)
          .contains("**Good:** ");
      assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(title).isNotBlank();
      assertThat(panel.at("/fieldConfig/defaults/noValue").asText()).as(title).isNotBlank();
      assertThat(panel.path("targets").size()).as(title).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource
  void ids_and_titles_are_unique(DashboardFiles file) {
    JsonNode panels = Expressions.tree(file).path("panels");

    assertThat(Expressions.stream(panels).map(panel -> panel.path("id").asInt()))
        .doesNotHaveDuplicates()
        .allMatch(id -> id > 0);
    assertThat(Expressions.panels(file).stream().map(panel -> panel.path("title").asText()))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void panels_fill_the_grid_without_overlap(DashboardFiles file) {
    Set<List<Integer>> taken = new HashSet<>();
    List<String> overlaps = new ArrayList<>();
    for (JsonNode panel : Expressions.tree(file).path("panels")) {
      JsonNode at = panel.path("gridPos");
      int right = at.path("x").asInt() + at.path("w").asInt();
      assertThat(right).as(panel.path("title").asText()).isLessThanOrEqualTo(24);
      for (int x = at.path("x").asInt(); x < right; x++) {
        for (int y = at.path("y").asInt(); y < at.path("y").asInt() + at.path("h").asInt(); y++) {
          if (!taken.add(List.of(x, y))) {
            overlaps.add(panel.path("title").asText());
          }
        }
      }
    }
    int height = taken.stream().mapToInt(cell -> cell.get(1)).max().orElse(0) + 1;

    assertThat(overlaps).isEmpty();
    assertThat(taken).as("cells, of which none is empty").hasSize(24 * height);
  }

  @Test
  void a_rate_has_the_interval_that_fits_the_data_source() {
    assertThat(Expressions.ofPanels().stream().map(Expression::text))
        .flatMap(text -> RATE.matcher(text).results().map(result -> result.group(1)).toList())
        .isNotEmpty()
        .containsOnly("$__rate_interval");
  }

  @Test
  void a_counter_is_read_by_its_growth() {
    assertThat(Expressions.ofPanels())
        .noneMatch(expression -> COUNTER.matcher(expression.text()).find());
  }

  @Test
  void an_annotation_asks_the_same_in_both_forms() {
    for (DashboardFiles file : DashboardFiles.values()) {
      for (JsonNode annotation : Expressions.tree(file).at("/annotations/list")) {
        assertThat(annotation.path("expr").asText())
            .isNotBlank()
            .isEqualTo(annotation.at("/target/expr").asText());
      }
    }
  }

  @Test
  void a_link_leads_to_a_dashboard_that_exists() {
    List<String> uids =
        DashboardFiles.dashboards().stream().map(each -> "/d/" + each.uid()).toList();
    Stream<String> urls =
        Arrays.stream(DashboardFiles.values())
            .flatMap(file -> Expressions.tree(file).findValues("url").stream())
            .map(url -> url.asText().replaceAll("\\?.*", ""));

    assertThat(urls).isNotEmpty().allMatch(url -> uids.contains(url) || url.equals("/explore"));
  }

  @ParameterizedTest
  @EnumSource
  void each_question_has_a_panel(Seed seed) {
    Stream<String> descriptions =
        Arrays.stream(DashboardFiles.values())
            .flatMap(file -> Expressions.panels(file).stream())
            .map(panel -> panel.path("description").asText());

    assertThat(descriptions).anyMatch(description -> description.contains(seed.words()));
  }
}
