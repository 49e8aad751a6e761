package io.dephasing.formats.event;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Attempt;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.Run;
import io.dephasing.core.event.RunOutcome;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.event.Schedule;
import io.dephasing.core.event.Tags;
import io.dephasing.core.event.Warmth;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Events with each optional field there or not, of any value that the contract allows. */
final class RandomRecords {
  private static final String[] LETTERS = {"a", "Z", "7", "-", "/", "%", "ß", "漢", "🦓", " x"};

  private final Random random;

  RandomRecords(long seed) {
    this.random = new Random(seed);
  }

  Event next(EventKind kind) {
    GroupKey group = new GroupKey(kind, text(8), text(40), maybe(() -> text(5)));
    RunPhase phase = kind.hasPhases() && random.nextBoolean() ? RunPhase.END : RunPhase.START;
    return new Event(group, Instance.of(text(60)), time(), phase, Absent.MILLIS, details(kind));
  }

  private Details details(EventKind kind) {
    String eventId = maybe(() -> text(36));
    String version = maybe(() -> text(9));
    String traceId = maybe(() -> text(32));
    String runId = maybe(() -> text(20));
    String resourceKey = maybe(() -> text(100));
    RunOutcome outcome = maybe(() -> RunOutcome.values()[random.nextInt(5)]);
    boolean isCritical = random.nextBoolean();
    return switch (kind) {
      case JOB_START ->
          new Details(
              new Schedule(random.nextBoolean() ? time() : Absent.MILLIS, offset(), length()),
              new Run(runId, length(), outcome, Warmth.values()[random.nextInt(3)], isCritical),
              Attempt.NONE,
              new Tags(eventId, resourceKey, version, traceId));
      case RETRY ->
          new Details(
              Schedule.NONE,
              new Run(null, Absent.MILLIS, null, Warmth.UNKNOWN, isCritical),
              new Attempt(1 + random.nextInt(Integer.MAX_VALUE), length()),
              new Tags(eventId, resourceKey, version, traceId));
      case REMEDIATION ->
          new Details(
              Schedule.NONE,
              new Run(runId, length(), outcome, Warmth.UNKNOWN, false),
              Attempt.NONE,
              new Tags(eventId, null, version, traceId));
    };
  }

  private <T> @Nullable T maybe(Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }

  private long time() {
    return 1 + Math.floorMod(random.nextLong(), Bounds.TIME_END_MILLIS - 1);
  }

  private long length() {
    return random.nextBoolean()
        ? Absent.MILLIS
        : Math.floorMod(random.nextLong() >>> random.nextInt(60), Bounds.LENGTH_END_MILLIS + 1);
  }

  private long offset() {
    long length = length();
    return Absent.isGiven(length) && random.nextBoolean() ? -length : length;
  }

  private String text(int longest) {
    StringBuilder text = new StringBuilder("x");
    for (int i = random.nextInt(longest); i > 0; i--) {
      text.append(LETTERS[random.nextInt(LETTERS.length)]);
    }
    return text.toString();
  }
}
