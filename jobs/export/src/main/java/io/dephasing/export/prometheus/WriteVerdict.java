package io.dephasing.export.prometheus;

import io.dephasing.export.http.Answer;
import io.dephasing.export.series.ExportFailure;
import org.jspecify.annotations.Nullable;

/**
 * What to do after an answer of Prometheus' receiver.
 *
 * @param action what to do
 * @param failure why what is dropped is dropped; null where nothing is
 */
record WriteVerdict(Action action, @Nullable ExportFailure failure) {
  /** What is done. */
  enum Action {
    /** All of it is stored. */
    TAKEN,
    /** It will be taken later: wait, and send all of it again. */
    REPEAT,
    /** One of it spoils all: send each half; of a single one, drop it. */
    HALVE
  }

  private static final int SERVER_ERROR = 500;

  /**
   * Sorts an answer. Prometheus says 500 for a sample that is too old, and stores nothing of the
   * request; waiting does not help there.
   */
  static WriteVerdict of(Answer answer) {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return new WriteVerdict(Action.TAKEN, null);
    }
    if (status == 400 || status == SERVER_ERROR) {
      String body = answer.body();
      if (body.contains("too old") || body.contains("out of bounds")) {
        return new WriteVerdict(Action.HALVE, ExportFailure.TOO_OLD);
      }
      if (body.contains("duplicate sample") || body.contains("out of order sample")) {
        return new WriteVerdict(Action.HALVE, ExportFailure.DUPLICATE);
      }
    }
    return switch (status) {
      case 400, 413, 422 -> new WriteVerdict(Action.HALVE, ExportFailure.REFUSED);
      // All else can be mended over there: credentials, a receiver that is off, a limit of rate.
      default -> new WriteVerdict(Action.REPEAT, null);
    };
  }
}
