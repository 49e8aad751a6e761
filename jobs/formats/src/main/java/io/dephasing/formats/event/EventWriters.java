package io.dephasing.formats.event;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Attempt;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.Run;
import io.dephasing.core.event.Schedule;
import io.dephasing.core.event.Tags;
import io.dephasing.core.event.Warmth;
import io.dephasing.formats.record.AvroJson;
import io.dephasing.formats.record.RecordBytes;
import io.dephasing.schemas.JobStart;
import io.dephasing.schemas.Outcome;
import io.dephasing.schemas.Phase;
import io.dephasing.schemas.Remediation;
import io.dephasing.schemas.Retry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Writes events as producers do: what {@link EventDecoder} reads back as the same event. */
public final class EventWriters {
  private static final RecordBytes<JobStart> JOB_STARTS =
      new RecordBytes<>(JobStart.class, JobStart.getClassSchema());
  private static final RecordBytes<Retry> RETRIES =
      new RecordBytes<>(Retry.class, Retry.getClassSchema());
  private static final RecordBytes<Remediation> REMEDIATIONS =
      new RecordBytes<>(Remediation.class, Remediation.getClassSchema());

  private EventWriters() {}

  /** Avro single-object encoding; the broker's time is not in it. */
  public static byte[] avro(Event event) {
    return switch (event.group().kind()) {
      case JOB_START -> JOB_STARTS.write(jobStart(event));
      case RETRY -> RETRIES.write(retry(event));
      case REMEDIATION -> REMEDIATIONS.write(remediation(event));
    };
  }

  /** One line of JSON with its {@code type}, and {@code ingestTime} where it is known. */
  public static String jsonLine(Event event) {
    Map<String, Object> extra = new LinkedHashMap<>();
    extra.put("type", event.group().kind().id());
    if (Absent.isGiven(event.brokerTimeMillis())) {
      extra.put("ingestTime", event.brokerTimeMillis());
    }
    return AvroJson.line(record(event), extra);
  }

  /** The Avro record of the event's kind. */
  public static SpecificRecord record(Event event) {
    return switch (event.group().kind()) {
      case JOB_START -> jobStart(event);
      case RETRY -> retry(event);
      case REMEDIATION -> remediation(event);
    };
  }

  private static JobStart jobStart(Event event) {
    Schedule schedule = event.details().schedule();
    Run run = event.details().run();
    Tags tags = event.details().tags();
    JobStart record = new JobStart();
    record.setService(event.group().service());
    record.setJob(event.group().name());
    record.setInstanceId(event.instance().id());
    record.setEventTime(Instant.ofEpochMilli(event.timeMillis()));
    record.setPhase(Phase.valueOf(event.phase().name()));
    record.setEventId(tags.eventId());
    record.setRunId(run.runId());
    record.setScheduledTime(time(schedule.scheduledTimeMillis()));
    record.setAppliedOffsetMillis(length(schedule.appliedOffsetMillis()));
    record.setSpreadWindowMillis(length(schedule.spreadWindowMillis()));
    record.setDurationMillis(length(run.durationMillis()));
    record.setOutcome(outcome(run));
    record.setColdStart(coldStart(run.warmth()));
    record.setCriticalPath(criticalPath(run));
    record.setResourceKey(tags.resourceKey());
    record.setCohort(event.group().cohort());
    record.setVersion(tags.version());
    record.setTraceId(tags.traceId());
    return record;
  }

  private static Retry retry(Event event) {
    Attempt attempt = event.details().attempt();
    Tags tags = event.details().tags();
    Retry record = new Retry();
    record.setService(event.group().service());
    record.setOperation(event.group().name());
    record.setInstanceId(event.instance().id());
    record.setEventTime(Instant.ofEpochMilli(event.timeMillis()));
    record.setAttempt(attempt.number());
    record.setEventId(tags.eventId());
    record.setBackoffMillis(length(attempt.backoffMillis()));
    record.setCriticalPath(criticalPath(event.details().run()));
    record.setResourceKey(tags.resourceKey());
    record.setCohort(event.group().cohort());
    record.setVersion(tags.version());
    record.setTraceId(tags.traceId());
    return record;
  }

  private static Remediation remediation(Event event) {
    Run run = event.details().run();
    Tags tags = event.details().tags();
    Remediation record = new Remediation();
    record.setService(event.group().service());
    record.setAction(event.group().name());
    record.setInstanceId(event.instance().id());
    record.setEventTime(Instant.ofEpochMilli(event.timeMillis()));
    record.setPhase(Phase.valueOf(event.phase().name()));
    record.setEventId(tags.eventId());
    record.setRemediationId(run.runId());
    record.setDurationMillis(length(run.durationMillis()));
    record.setOutcome(outcome(run));
    record.setCohort(event.group().cohort());
    record.setVersion(tags.version());
    record.setTraceId(tags.traceId());
    return record;
  }

  private static @Nullable Instant time(long millis) {
    return Absent.isGiven(millis) ? Instant.ofEpochMilli(millis) : null;
  }

  private static @Nullable Long length(long millis) {
    return Absent.isGiven(millis) ? millis : null;
  }

  private static @Nullable Outcome outcome(Run run) {
    return run.outcome() == null ? null : Outcome.valueOf(run.outcome().name());
  }

  private static @Nullable Boolean coldStart(Warmth warmth) {
    return switch (warmth) {
      case UNKNOWN -> null;
      case WARM -> false;
      case COLD -> true;
    };
  }

  /** False is what absent means: it is left out. */
  private static @Nullable Boolean criticalPath(Run run) {
    return run.onCriticalPath() ? true : null;
  }
}
