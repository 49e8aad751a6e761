package io.dephasing.export.series;

import java.util.Locale;

/** Why a sample or an alert was dropped: {@code reason} of the failures' counter. */
public enum ExportFailure {
  /** Older than Prometheus takes; dropped. */
  TOO_OLD,
  /** Ahead of the clock: it would move Prometheus' window for everybody; dropped. */
  FUTURE,
  /** Another value is there at this time; dropped. */
  DUPLICATE,
  /** The other side does not take it, whatever else is sent with it; dropped. */
  REFUSED,
  /** There was no room for the series; dropped, Kafka still has it. */
  SERIES_BUDGET,
  /** An alert whose end did not come in two days; told to be over. */
  UNENDED;

  /** The label's value. */
  public String reason() {
    return name().toLowerCase(Locale.ROOT);
  }
}
