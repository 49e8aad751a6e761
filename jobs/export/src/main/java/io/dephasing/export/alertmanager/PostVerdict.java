package io.dephasing.export.alertmanager;

import io.dephasing.export.http.Answer;

/**
 * What to do with a post after the answer of an Alertmanager: forget it, repeat it, or drop it and
 * count it.
 */
enum PostVerdict {
  /** All of them are stored. */
  TAKEN,
  /** Those that are valid are stored, and the others never will be. */
  PARTLY_TAKEN,
  /** One is malformed and none was stored: send fewer at once; of a single one, drop it. */
  HALVE,
  /** Wait, and send all of them again. */
  REPEAT;

  static PostVerdict of(Answer answer) {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return TAKEN;
    }
    return switch (status) {
      case 400 -> PARTLY_TAKEN;
      case 413, 422 -> HALVE;
      default -> REPEAT;
    };
  }
}
