package io.dephasing.cli.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The machine's own Chromium, without a window. */
final class Browsing implements AutoCloseable {
  /** A machine that does other things too needs that long to start Kafka and Flink. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright =
      Playwright.create(
          new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private final Browser browser =
      playwright
          .chromium()
          .launch(new BrowserType.LaunchOptions().setExecutablePath(chromium()).setArgs(FLAGS));
  private final List<String> complaints = new ArrayList<>();

  /** Opens a page in a window of this size. */
  Page open(String address, int width, int height) {
    Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(width, height));
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.setDefaultTimeout((double) PATIENCE.toMillis());
    page.navigate(address);
    return page;
  }

  /** What the browser complained about. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Waits for a text. */
  void awaitText(Locator locator, Pattern text) {
    await(() -> text.matcher(locator.textContent()).matches());
  }

  /** Waits for a condition. */
  void await(Callable<Boolean> condition) {
    // Playwright is of one thread.
    Awaitility.await().pollInSameThread().atMost(PATIENCE).until(condition);
  }

  @Override
  public void close() {
    playwright.close();
  }

  private static Path chromium() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "chromium"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("no chromium in the PATH: install it or run bin/check"));
  }
}
