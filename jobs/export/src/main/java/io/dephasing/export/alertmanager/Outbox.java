package io.dephasing.export.alertmanager;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dephasing.export.http.Answer;
import io.dephasing.export.http.Endpoint;
import io.dephasing.export.http.Poster;
import io.dephasing.export.http.RetryBackoff;
import io.dephasing.export.prometheus.ExportReport;
import io.dephasing.export.series.ExportFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alerts that wait to be posted to one Alertmanager. Of each alert only the newest post is
 * kept, so that the size is bounded by the number of alerts, however long the server does not
 * answer. Adding never blocks. Only the thread of the task uses it.
 */
final class Outbox {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json");
  private static final RetryBackoff BACKOFF = new RetryBackoff(500, 15_000);
  private static final int MOST_POSTS = 64;
  private static final int MOST_WAITING = 100_000;

  private final Endpoint endpoint;
  private final Poster poster;
  private final MailboxExecutor mailbox;
  private final ProcessingTimeService clock;
  private final ExportReport report;
  private final Map<String, AlertPost> waiting = new LinkedHashMap<>();

  private @Nullable CompletableFuture<?> inFlight;
  private @Nullable ScheduledFuture<?> wakeUp;
  private long waitingSinceMillis;
  private boolean isBusy;
  private int failures;
  private int mostPosts = MOST_POSTS;

  Outbox(
      Endpoint endpoint,
      MailboxExecutor mailbox,
      ProcessingTimeService clock,
      ExportReport report) {
    this.endpoint = endpoint;
    this.poster = new Poster(endpoint);
    this.mailbox = mailbox;
    this.clock = clock;
    this.report = report;
  }

  /** Sends it when its turn comes, in place of an older post of the same alert. */
  void put(AlertPost post) {
    if (waiting.size() >= MOST_WAITING && !waiting.containsKey(post.identity())) {
      report.failed(ExportFailure.REFUSED, 1);
      return;
    }
    if (waiting.isEmpty()) {
      waitingSinceMillis = clock.getCurrentProcessingTime();
    }
    // To the end: what is newer was decided later.
    waiting.remove(post.identity());
    waiting.put(post.identity(), post);
    send();
  }

  /** How long the oldest of them has waited. */
  long lagMillis(long nowMillis) {
    return waiting.isEmpty() ? 0 : nowMillis - waitingSinceMillis;
  }

  void close() {
    if (inFlight != null) {
      inFlight.cancel(true);
    }
    if (wakeUp != null) {
      wakeUp.cancel(false);
    }
  }

  private void send() {
    if (isBusy || waiting.isEmpty()) {
      return;
    }
    List<AlertPost> posts = waiting.values().stream().limit(mostPosts).toList();
    isBusy = true;
    inFlight =
        poster
            .post(AlertPost.body(posts).getBytes(UTF_8), HEADERS)
            .thenAccept(
                answer ->
                    mailbox.execute(() -> after(answer, posts), "answer of %s", endpoint.uri()));
  }

  private void after(Answer answer, List<AlertPost> posts) {
    isBusy = false;
    switch (PostVerdict.of(answer)) {
      case TAKEN -> taken(posts);
      case PARTLY_TAKEN -> {
        log(answer, "an alert was refused");
        report.failed(ExportFailure.REFUSED, 1);
        taken(posts);
      }
      case HALVE -> {
        if (posts.size() == 1) {
          log(answer, "an alert was refused");
          report.failed(ExportFailure.REFUSED, 1);
          remove(posts);
        } else {
          mostPosts = posts.size() / 2;
        }
      }
      case REPEAT -> {
        repeat(answer);
        return;
      }
    }
    send();
  }

  private void taken(List<AlertPost> posts) {
    if (failures > 0) {
      LOG.atInfo().addKeyValue("uri", endpoint.uri()).log("Alertmanager takes alerts again");
    }
    failures = 0;
    mostPosts = MOST_POSTS;
    report.taken(posts.size());
    waitingSinceMillis = clock.getCurrentProcessingTime();
    remove(posts);
  }

  /** Those that nothing newer has replaced meanwhile. */
  private void remove(List<AlertPost> posts) {
    for (AlertPost post : new ArrayList<>(posts)) {
      waiting.remove(post.identity(), post);
    }
  }

  private void repeat(Answer answer) {
    failures++;
    report.retried();
    if (failures == 1) {
      log(answer, "Alertmanager does not answer; alerts wait");
    }
    isBusy = true; // until the wait is over
    long delayMillis = BACKOFF.delayMillis(failures, ThreadLocalRandom.current().nextDouble());
    wakeUp =
        clock.registerTimer(
            clock.getCurrentProcessingTime() + delayMillis,
            now -> {
              isBusy = false;
              send();
            });
  }

  private void log(Answer answer, String message) {
    LOG.atWarn()
        .addKeyValue("uri", endpoint.uri())
        .addKeyValue("status", answer.status())
        .addKeyValue("answer", answer.body().strip())
        .log(message);
  }
}
