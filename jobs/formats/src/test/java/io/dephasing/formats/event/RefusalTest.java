package io.dephasing.formats.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.RunOutcome;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each refusal says which field, and what is wrong with it. */
class RefusalTest {
  private static final String GOOD =
      "{'type':'job-start','service':'billing','job':'nightly','instanceId':'pod-1',"
          + "'eventTime':1700000000000,'phase':'START'}";
  private static final String GOOD_RETRY =
      "{'type':'retry','service':'billing','operation':'charge','instanceId':'pod-1',"
          + "'eventTime':1700000000000,'attempt':1}";

  @Test
  void what_is_good_is_accepted() {
    assertThat(replayed(GOOD)).isInstanceOf(Decoded.Accepted.class);
    assertThat(Decoders.replayed(EventKind.RETRY, json(GOOD_RETRY)))
        .isInstanceOf(Decoded.Accepted.class);
  }

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          'service':'billing',       |                            | service: missing
          'service':'billing'        | 'service':''               | service: blank
          'service':'billing'        | 'service':'  '             | service: blank
          'service':'billing'        | 'service':null             | service: missing
          'service':'billing'        | 'service':7                | service: must be a string
          'service':'billing'        | 'service':['a']            | service: must be a string
          'service':'billing'        | 'service':'*'              | service: '*' stands for all
          'job':'nightly'            | 'job':'*'                  | job: '*' stands for all
          'job':'nightly'            | 'job':' '                  | job: blank
          'instanceId':'pod-1'       | 'instanceId':''            | instanceId: blank
          'eventTime':1700000000000  | 'eventTime':0              | eventTime: 0 ms is not between
          'eventTime':1700000000000  | 'eventTime':-5             | eventTime: -5 ms is not between
          'eventTime':1700000000000  | 'eventTime':1700000000     | ok
          'eventTime':1700000000000  | 'eventTime':1700000000000000 | eventTime: 1700000000000000 ms
          'eventTime':1700000000000  | 'eventTime':1.5            | eventTime: must be a whole number
          'eventTime':1700000000000  | 'eventTime':'now'          | eventTime: must be a whole number
          'eventTime':1700000000000  | 'eventTime':99999999999999999999 | no JSON object: Numeric value
          'phase':'START'            | 'phase':'BEGIN'            | phase: must be one of START, END
          'phase':'START'            | 'phase':'UNKNOWN'          | phase: must be one of START, END
          'phase':'START'            | 'phase':'START','outcome':5 | outcome: must be one of
          'phase':'START'            | 'phase':'START','durationMillis':-1 | durationMillis: -1 ms
          'phase':'START'            | 'phase':'START','coldStart':'yes' | coldStart: must be true or
          'phase':'START'            | 'phase':'START','attributes':7 | attributes: must be an object
          'phase':'START'            | 'phase':'START','scheduledTime':-1 | scheduledTime: -1 ms
          'phase':'START'            | 'phase':'START','ingestTime':-1 | ingestTime: must be ms
          'job-start'                | 'retry'                    | unknown type: 'retry' on a topic of
          'job-start'                | 'cron'                     | unknown type: 'cron' is none of
          'type':'job-start',        |                            | unknown type: absent
          'type':'job-start'         | 'type':null                | unknown type: absent
          {'type'                    | {{'type'                   | no JSON object
          'START'}                   | 'START'                    | no JSON object
          'START'}                   | 'START'} {}                | something follows
          """)
  void a_field_that_breaks_the_contract_is_named(String before, String after, String reason) {
    String changed = GOOD.replace(before, after == null ? "" : after);
    assertThat(changed).isNotEqualTo(GOOD);
    Decoded decoded = replayed(changed);
    if (reason.equals("ok")) {
      assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
    } else {
      assertThat(reason(decoded)).startsWith(reason);
    }
  }

  @Test
  void a_name_of_257_characters_is_refused_and_one_of_256_is_not() {
    assertThat(replayed(GOOD.replace("billing", "ü".repeat(256))))
        .isInstanceOf(Decoded.Accepted.class);
    assertThat(reason(replayed(GOOD.replace("billing", "ü".repeat(257)))))
        .isEqualTo("service: more than 256 characters");
    assertThat(
            reason(replayed(GOOD.replace("'START'", "'START','cohort':'" + "c".repeat(257) + "'"))))
        .isEqualTo("cohort: more than 256 characters");
  }

  @Test
  void an_attempt_counts_from_one() {
    for (String attempt : new String[] {"0", "-1", String.valueOf(Integer.MIN_VALUE)}) {
      assertThat(reason(retry(GOOD_RETRY.replace("'attempt':1", "'attempt':" + attempt))))
          .startsWith("attempt:");
    }
  }

  @Test
  void an_unknown_outcome_is_read_as_unknown() {
    Decoded decoded = replayed(GOOD.replace("'START'", "'END','outcome':'EXPLODED'"));
    assertThat(event(decoded).details().run().outcome()).isEqualTo(RunOutcome.UNKNOWN);
  }

  @Test
  void a_field_that_nobody_knows_is_ignored() {
    String strange = GOOD.replace("'START'", "'START','x':{'y':[1,{'service':3}]},'z':null");
    assertThat(event(replayed(strange))).isEqualTo(event(replayed(GOOD)));
  }

  @Test
  void a_retry_has_no_phase() {
    String phased = GOOD_RETRY.replace("'attempt':1", "'attempt':1,'phase':'END'");
    assertThat(event(retry(phased))).isEqualTo(event(retry(GOOD_RETRY)));
  }

  @Test
  void the_ingest_time_is_the_brokers_time_in_a_replay_alone() {
    String timed = GOOD.replace("'START'", "'START','ingestTime':1700000000123");
    assertThat(event(replayed(timed)).brokerTimeMillis()).isEqualTo(1700000000123L);
    assertThat(event(live(timed)).brokerTimeMillis()).isEqualTo(Absent.MILLIS);
  }

  @Test
  void producers_need_not_say_the_type_of_their_topic() {
    String untyped = GOOD.replace("'type':'job-start',", "");
    assertThat(event(live(untyped))).isEqualTo(event(live(GOOD)));
    String nullTyped = GOOD.replace("'type':'job-start'", "'type':null");
    assertThat(event(live(nullTyped))).isEqualTo(event(live(GOOD)));
  }

  @Test
  void what_is_no_format_and_no_known_schema_is_said() {
    EventDecoder decoder = Decoders.of(EventKind.JOB_START, EventOrigin.LIVE);
    assertThat(reason(decoder.decode(null, Absent.MILLIS))).isEqualTo("no value");
    assertThat(reason(decoder.decode(new byte[0], Absent.MILLIS)))
        .startsWith("unknown format: an empty value");
    assertThat(reason(decoder.decode("hello".getBytes(StandardCharsets.UTF_8), Absent.MILLIS)))
        .startsWith("unknown format: a value that begins 68 65 6c 6c");
    byte[] retry = EventWriters.avro(new RandomRecords(3).next(EventKind.RETRY));
    assertThat(reason(decoder.decode(retry, Absent.MILLIS))).startsWith("unknown schema");
  }

  private static Decoded replayed(String text) {
    return Decoders.replayed(EventKind.JOB_START, json(text));
  }

  private static Decoded live(String text) {
    return Decoders.live(EventKind.JOB_START, json(text));
  }

  private static Decoded retry(String text) {
    return Decoders.replayed(EventKind.RETRY, json(text));
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static Event event(Decoded decoded) {
    assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
    return ((Decoded.Accepted) decoded).event();
  }

  private static String reason(Decoded decoded) {
    assertThat(decoded).isInstanceOf(Decoded.Refused.class);
    return ((Decoded.Refused) decoded).reason();
  }
}
