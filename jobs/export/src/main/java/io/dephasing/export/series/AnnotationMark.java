package io.dephasing.export.series;

/**
 * What the audit tells of an annotation, as one line of a panel draws it.
 *
 * @param id of the annotation
 * @param line that it is drawn on
 * @param fromMillis when it begins to be drawn, ms since the epoch
 * @param untilMillis when that is over, exclusive; not after the beginning where it is withdrawn
 * @param value that is drawn
 */
public record AnnotationMark(
    String id, Line line, long fromMillis, long untilMillis, double value) {
  /** So long an instant is drawn: each panel asks at least once in that time. */
  public static final long DRAWN_MILLIS = 600_000;

  /**
   * The labels of a line.
   *
   * @param metric whose line
   * @param type deployment, policy or baseline; empty for maintenance
   * @param service for which service; empty for all
   * @param title one line for people
   */
  public record Line(ExportedMetric metric, String type, String service, String title) {
    SeriesLabels labels() {
      return SeriesLabels.NONE
          .named(metric.metric())
          .with("type", type)
          .with("service", service)
          .with("title", title);
    }

    /** All of it in one text: what is drawn on one line meets under it. */
    public String key() {
      return String.join("\n", metric.name(), type, service, title);
    }
  }

  /** An instant: its time is the value. */
  public static AnnotationMark instant(String id, Line line, long atMillis) {
    return new AnnotationMark(id, line, atMillis, atMillis + DRAWN_MILLIS, atMillis / 1e3);
  }

  /** A stretch of time. */
  public static AnnotationMark stretch(String id, Line line, long fromMillis, long untilMillis) {
    return new AnnotationMark(id, line, fromMillis, untilMillis, 1);
  }

  /** The same, drawn no more. */
  public AnnotationMark withdrawn() {
    return new AnnotationMark(id, line, fromMillis, fromMillis, value);
  }
}
