package io.dephasing.cli.page;

import static org.awaitility.Awaitility.await;

import io.dephasing.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A demo in this process, while it runs. */
final class RunningDemo {
  private static final Pattern ADDRESS = Pattern.compile("live page: (http://localhost:\\d+/)");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CompletableFuture<Integer> end;

  RunningDemo(String... arguments) {
    end =
        CompletableFuture.supplyAsync(
            () ->
                Main.commandLine()
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(err))
                    .execute(arguments),
            task -> new Thread(task, "demo-under-test").start());
  }

  /** Where its page is. */
  String address() {
    await().atMost(Duration.ofSeconds(30)).until(() -> found().isPresent() || end.isDone());
    return found().orElseThrow(() -> new AssertionError("no page: " + said() + complaints()));
  }

  private Optional<String> found() {
    Matcher matcher = ADDRESS.matcher(out.toString());
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** All that it has said. */
  String said() {
    return out.toString();
  }

  /** What it said to be wrong. */
  String complaints() {
    return err.toString();
  }

  /** How it ended; waits for that. */
  int exitCode() {
    return end.orTimeout(60, TimeUnit.SECONDS).join();
  }

  /** Waits until it is over: nothing of it may run into another test. */
  void close() throws InterruptedException {
    int unused = exitCode();
  }
}
