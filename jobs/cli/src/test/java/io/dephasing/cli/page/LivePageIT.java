package io.dephasing.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** One run of the real demo: its page in a real browser, and at last what its console has said. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
final class LivePageIT {
  /** The story goes on whatever the browser does, so what takes long comes while it lasts. */
  private static final String[] SHORT = {"demo", "--duration", "90s", "--speed", "20"};

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Pattern HERD = Pattern.compile("\\d+ of \\d+ instances start .* second.*");
  private static final Pattern CURE =
      Pattern.compile("Spread out: the peak fell from \\d+ to \\d+ starts a second.*");

  /** The fleet goes on while the page is tried: slowly tried, it is dephased by then. */
  private static final Pattern EITHER = Pattern.compile(HERD + "|" + CURE);

  private final RunningDemo demo = new RunningDemo(SHORT);
  private final Browsing browsing = new Browsing();
  private Page page;
  private Page narrow;

  @BeforeAll
  void open() {
    String address = demo.address();
    page = browsing.open(address, 1500, 1250);
    narrow = browsing.open(address, 400, 900);
  }

  @AfterAll
  void close() throws InterruptedException {
    browsing.close();
    demo.close();
  }

  private Locator title(Page from) {
    return from.locator("#title");
  }

  private void shoot(String name) {
    page.evaluate("scrollTo(0, 0)");
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      String file = name + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
      page.screenshot(
          new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(file)).setFullPage(true));
    }
    narrow.screenshot(
        new Page.ScreenshotOptions()
            .setPath(SCREENSHOTS.resolve(name + "-narrow.png"))
            .setFullPage(true));
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  @Test
  @Order(1)
  void it_shows_the_herd_and_the_alert_with_its_evidence() {
    browsing.awaitText(title(page), HERD);

    assertThat(page.locator("#headline").getAttribute("data-state")).isEqualTo("wrong");
    assertThat(page.locator("#alerts li[data-state=firing]").count()).isPositive();
    Locator alert =
        page.locator("#alerts li[data-state=firing]")
            .filter(new Locator.FilterOptions().setHasText("build-report"))
            .first();
    assertThat(alert.locator("details p").first().textContent())
        .matches("\\d+ of \\d+ instances of \\S+ act within \\d+ s: that is \\d+ % of them, .*");
    browsing.awaitText(title(narrow), HERD);
    shoot("herd");
  }

  @Test
  @Order(2)
  void it_works_by_keyboard_alone() {
    Keyboard keyboard = new Keyboard(page);

    keyboard.press("Tab");
    assertThat(keyboard.focused("e => e.textContent")).isEqualTo("Skip to the charts");

    keyboard.tabTo("e => e.id === 'group'");
    String before = page.locator("#eyebrow").textContent();
    keyboard.press("ArrowDown");
    browsing.await(() -> !page.locator("#eyebrow").textContent().equals(before));
    keyboard.press("Home");
    browsing.awaitText(title(page), EITHER);

    keyboard.tabTo("e => e.id === 'pause'");
    keyboard.press("Enter");
    browsing.awaitText(page.locator("#status-text"), Pattern.compile("Paused"));
    keyboard.press("Space");
    browsing.awaitText(page.locator("#status-text"), Pattern.compile("Live .*"));

    keyboard.tabTo("e => e.matches('#raster .hint')");
    keyboard.press("Enter");
    assertThat(page.locator("#hint-raster").isVisible()).isTrue();
    keyboard.press("Escape");
    assertThat(page.locator("#hint-raster").isVisible()).isFalse();

    keyboard.tabTo("e => e.matches('#alerts summary')");
    keyboard.press("Enter");
    assertThat(page.locator("#alerts details[open] tbody tr").count()).isPositive();
    assertThat(keyboard.focused("e => getComputedStyle(e).outlineStyle")).isEqualTo("solid");
  }

  @Test
  @Order(3)
  void who_has_the_focus_keeps_it_while_alerts_change_places() {
    Object kept =
        page.evaluate(
            """
            async () => {
              const { arrange } = await import("/alerts.js");
              const list = document.body.appendChild(document.createElement("ul"));
              const [a, b, c] = ["a", "b", "c"].map((text) => {
                const item = list.appendChild(document.createElement("li"));
                item.appendChild(document.createElement("button")).textContent = text;
                return item;
              });
              c.firstChild.focus();
              arrange(list, [c, a, b]);
              const said = list.textContent + " " + document.activeElement.textContent;
              list.remove();
              return said;
            }
            """);
    assertThat(kept).isEqualTo("cab c");
  }

  @Test
  @Order(3)
  void each_chart_says_in_words_what_it_shows_and_has_a_table() {
    for (Locator plot : page.locator("figure:not([hidden]) .plot").all()) {
      assertThat(plot.getAttribute("aria-label")).isNotBlank();
    }
    page.locator("#rate details summary").click();
    browsing.await(() -> page.locator("#rate tbody tr").count() > 3);
    assertThat(page.locator("#rate thead th").allTextContents()).contains("Busiest second");
  }

  @Test
  @Order(4)
  void it_is_accessible_in_light_and_dark_as_far_as_a_machine_can_tell() {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      assertThat(Accessibility.violations(page)).as(scheme.name()).isEmpty();
    }
  }

  @Test
  @Order(5)
  void it_shows_that_the_alert_resolves_and_what_the_change_was_worth() {
    browsing.awaitText(title(page), CURE);

    assertThat(page.locator("#headline").getAttribute("data-state")).isEqualTo("right");
    assertThat(page.locator("#alerts li[data-state=resolved]").count()).isPositive();
    List<String> peaks = page.locator("#compare .pair").first().locator("b").allTextContents();
    assertThat(Double.parseDouble(peaks.get(0)))
        .isGreaterThan(10 * Double.parseDouble(peaks.get(1)));
    browsing.awaitText(title(narrow), CURE);
    shoot("dephased");
    assertThat(browsing.complaints()).as("console").isEmpty();
  }

  @Test
  @Order(6)
  void it_says_so_when_the_source_has_gone_and_keeps_what_it_has() {
    browsing.awaitText(page.locator("#status-text"), Pattern.compile("It has ended.*"));

    assertThat(title(page).textContent()).matches(CURE);
  }

  @Test
  @Order(7)
  void its_console_has_told_the_herd_the_cure_and_where_each_event_is() {
    assertThat(demo.exitCode()).as(demo.said()).isZero();

    List<String> lines = demo.said().lines().toList();
    assertThat(demo.complaints()).isEmpty();
    assertThat(lines)
        .anyMatch(line -> line.contains("FIRING") && line.contains("checkout/build-report"))
        .anyMatch(line -> line.contains("RESOLVED") && line.contains("checkout/build-report"))
        .noneMatch(line -> line.contains("\u001b"));
    // A machine on which Flink takes half a minute to start finds the herd all the same, but not
    // as it happens: then there is no latency to be told.
    assertThat(lines.subList(lines.size() - 4, lines.size()))
        .as(demo.said())
        .satisfiesExactly(
            comparison ->
                assertThat(comparison)
                    .matches("before -> after: peak \\d+ -> \\d+ per second \\(-\\d+ %\\), .*"),
            alerts ->
                assertThat(alerts)
                    .matches(
                        "alerts: \\d+ fired, \\d+ resolved; latency"
                            + "( p50 \\S+ s, p99 \\S+ s of the fleet's time \\(.*|: no herd came.*)"),
            events ->
                assertThat(events)
                    .matches("events: in \\S+ = counted \\S+ \\+ duplicate 0 \\+ late 0 .*"),
            first -> assertThat(first).matches("first SLI: \\S+ s after the start"));
  }
}
