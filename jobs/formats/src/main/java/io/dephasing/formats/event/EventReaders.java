package io.dephasing.formats.event;

import io.dephasing.core.event.EventKind;
import io.dephasing.schemas.JobStart;
import io.dephasing.schemas.Remediation;
import io.dephasing.schemas.Retry;
import org.apache.avro.Schema;

/** Schema and reader of each kind: a new kind does not compile without them. */
public final class EventReaders {
  private EventReaders() {}

  /** The current schema of a kind. */
  public static Schema schema(EventKind kind) {
    return switch (kind) {
      case JOB_START -> JobStart.getClassSchema();
      case RETRY -> Retry.getClassSchema();
      case REMEDIATION -> Remediation.getClassSchema();
    };
  }

  static EventReader of(EventKind kind) {
    return switch (kind) {
      case JOB_START -> JobStartReader::read;
      case RETRY -> RetryReader::read;
      case REMEDIATION -> RemediationReader::read;
    };
  }
}
