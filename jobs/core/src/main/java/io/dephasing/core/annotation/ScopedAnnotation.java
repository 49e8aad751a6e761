package io.dephasing.core.annotation;

import io.dephasing.core.event.Absent;
import org.jspecify.annotations.Nullable;

/**
 * Something that the observer must know. It counts by its own times, whenever it arrives.
 *
 * @param id the same id again replaces it
 * @param type what it tells
 * @param scope for whom
 * @param period when
 * @param text what people wrote
 */
public record ScopedAnnotation(
    String id, AnnotationKind type, AnnotationScope scope, Period period, Text text) {
  /**
   * So long an alert that begins after a rollout's start is taken for its work; its end unknown.
   */
  static final long AFTER_START_MILLIS = 60 * 60_000L;

  /** So long after a rollout's end. */
  static final long AFTER_END_MILLIS = 30 * 60_000L;

  private static final int MOST_ID_CHARACTERS = 1_024;
  private static final int MOST_TITLE_CHARACTERS = 60;

  public ScopedAnnotation {
    if (id.isBlank()) {
      throw new IllegalArgumentException("id: must not be blank");
    }
    BoundedTexts.checkLength("id", id, MOST_ID_CHARACTERS);
    boolean hasEnd = Absent.isGiven(period.untilMillis());
    if (type == AnnotationKind.MAINTENANCE && !hasEnd) {
      throw new IllegalArgumentException("until: missing; a maintenance ends");
    }
    if (type != AnnotationKind.MAINTENANCE && hasEnd) {
      throw new IllegalArgumentException("until: only a maintenance has an end");
    }
  }

  /**
   * When it holds.
   *
   * @param atMillis when it happens or begins, ms since the epoch
   * @param untilMillis when a maintenance is over, exclusive; {@link Absent#MILLIS} for others
   */
  public record Period(long atMillis, long untilMillis) {
    private static final long END_OF_TIME_MILLIS = 4_102_444_800_000L; // 2100
    private static final long LONGEST_MILLIS = 366L * 24 * 3_600_000;

    public Period {
      if (atMillis <= 0 || atMillis >= END_OF_TIME_MILLIS) {
        throw new IllegalArgumentException(
            "at: %d must be ms between 1970 and 2100".formatted(atMillis));
      }
      if (Absent.isGiven(untilMillis)) {
        if (untilMillis <= atMillis) {
          throw new IllegalArgumentException(
              "until: %d must be after at, %d".formatted(untilMillis, atMillis));
        }
        if (untilMillis - atMillis > LONGEST_MILLIS) {
          throw new IllegalArgumentException(
              "until: %d must be at most 366 days after at, %d".formatted(untilMillis, atMillis));
        }
      }
    }

    /** An instant. */
    public static Period at(long atMillis) {
      return new Period(atMillis, Absent.MILLIS);
    }
  }

  /**
   * What people wrote.
   *
   * @param title one line
   * @param version that is rolled out
   * @param author who says so
   * @param reason why
   */
  public record Text(
      @Nullable String title,
      @Nullable String version,
      @Nullable String author,
      @Nullable String reason) {
    /** Nothing. */
    public static final Text NONE = new Text(null, null, null, null);

    private static final int MOST_NAME_CHARACTERS = 256;
    private static final int MOST_TEXT_CHARACTERS = 1_024;

    public Text {
      title = BoundedTexts.plain("title", title, MOST_TEXT_CHARACTERS);
      version = BoundedTexts.plain("version", version, MOST_NAME_CHARACTERS);
      author = BoundedTexts.plain("author", author, MOST_NAME_CHARACTERS);
      reason = BoundedTexts.plain("reason", reason, MOST_TEXT_CHARACTERS);
    }
  }

  /** One line for people, at most 60 characters: its title, else what it is. */
  public String shownTitle() {
    String title = text.title();
    String shown = title == null || title.isBlank() ? defaultTitle() : title;
    return BoundedTexts.shortened(shown, MOST_TITLE_CHARACTERS);
  }

  private String defaultTitle() {
    String version = text.version() == null ? "" : " " + text.version();
    return switch (type) {
      case ROLLOUT_START -> "rollout%s starts".formatted(version);
      case ROLLOUT_END -> "rollout%s ends".formatted(version);
      case DEPHASING_CHANGE -> "dephasing change";
      case MAINTENANCE -> "maintenance";
    };
  }

  /** How alerts name the rollout: its version, else its title, else its id. */
  String rolloutName() {
    String version = text.version();
    if (version != null && !version.isBlank()) {
      return version;
    }
    String title = text.title();
    return title != null && !title.isBlank() ? title : id;
  }

  /** When it has no more effect by itself, ms since the epoch; exclusive. */
  long endMillis() {
    return switch (type) {
      case ROLLOUT_START -> period.atMillis() + AFTER_START_MILLIS + 1;
      case ROLLOUT_END -> period.atMillis() + AFTER_END_MILLIS + 1;
      case DEPHASING_CHANGE -> period.atMillis();
      case MAINTENANCE -> period.untilMillis();
    };
  }
}
