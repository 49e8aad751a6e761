package io.dephasing.formats.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventFields;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.RunPhase;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventDecoderTest {
  private static final int EVENTS = 500;

  static Stream<Arguments> kindsAndSeeds() {
    return EventKind.all().stream()
        .flatMap(kind -> Stream.of(1L, 2L, 3L).map(seed -> Arguments.of(kind, seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("kindsAndSeeds")
  void an_event_is_the_same_by_the_fast_path_by_resolution_and_from_json(EventKind kind, long seed)
      throws Exception {
    RandomRecords events = new RandomRecords(seed);
    Schema other = shuffled(EventReaders.schema(kind), new Random(seed));
    EventDecoder decoder = Decoders.of(kind, EventOrigin.LIVE, other);
    for (int i = 0; i < EVENTS; i++) {
      Event event = events.next(kind);
      byte[] json = EventWriters.jsonLine(event).getBytes(StandardCharsets.UTF_8);
      assertThat(accepted(decoder, EventWriters.avro(event))).isEqualTo(event);
      assertThat(accepted(decoder, written(event, other))).isEqualTo(event);
      assertThat(accepted(decoder, json)).isEqualTo(event);
    }
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("kindsAndSeeds")
  void what_was_read_says_field_by_field_what_the_event_says(EventKind kind, long seed) {
    RandomRecords events = new RandomRecords(seed);
    EventDecoder decoder = Decoders.of(kind, EventOrigin.LIVE);
    for (int i = 0; i < EVENTS; i++) {
      Event event = events.next(kind);
      Decoded decoded = decoder.decode(EventWriters.avro(event), 7 + i);
      assertThat(said(((Decoded.Accepted) decoded).fields())).isEqualTo(said(accepted(decoded)));
    }
  }

  private static List<Object> said(EventFields fields) {
    return Arrays.asList(
        fields.group(),
        fields.instance(),
        fields.instanceHash(),
        fields.timeMillis(),
        fields.phase(),
        fields.brokerTimeMillis(),
        fields.scheduledTimeMillis(),
        fields.appliedOffsetMillis(),
        fields.spreadWindowMillis(),
        fields.runId(),
        fields.durationMillis(),
        fields.outcome(),
        fields.warmth(),
        fields.onCriticalPath(),
        fields.attempt(),
        fields.backoffMillis(),
        fields.eventId(),
        fields.resourceKey(),
        fields.version(),
        fields.traceId());
  }

  @ParameterizedTest
  @EnumSource(EventKind.class)
  void a_group_and_an_instance_are_made_once(EventKind kind) {
    Event event = new RandomRecords(7).next(kind);
    EventDecoder decoder = Decoders.of(kind, EventOrigin.LIVE);
    Event first = accepted(decoder.decode(EventWriters.avro(event), 5));
    Event second = accepted(decoder.decode(EventWriters.avro(event), 6));
    assertThat(second.group()).isSameAs(first.group());
    assertThat(second.instance()).isSameAs(first.instance());
    assertThat(second.brokerTimeMillis()).isEqualTo(6);
  }

  @ParameterizedTest
  @EnumSource(EventKind.class)
  void a_record_that_ends_too_early_is_refused_wherever_it_is_cut(EventKind kind) {
    EventDecoder decoder = Decoders.of(kind, EventOrigin.LIVE);
    byte[] whole = EventWriters.avro(new RandomRecords(8).next(kind));
    for (int length = 0; length < whole.length; length++) {
      assertThat(decoder.decode(Arrays.copyOf(whole, length), Absent.MILLIS))
          .isInstanceOf(Decoded.Refused.class);
    }
    assertThat(decoder.decode(Arrays.copyOf(whole, whole.length + 1), Absent.MILLIS))
        .isInstanceOf(Decoded.Refused.class);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("kindsAndSeeds")
  void junk_is_never_an_exception(EventKind kind, long seed) throws Exception {
    Random random = new Random(seed);
    RandomRecords events = new RandomRecords(seed);
    Schema other = shuffled(EventReaders.schema(kind), random);
    EventDecoder decoder = Decoders.of(kind, EventOrigin.REPLAY, other);
    for (int i = 0; i < 4 * EVENTS; i++) {
      Event event = events.next(kind);
      byte[] bytes =
          switch (i % 3) {
            case 0 -> EventWriters.avro(event);
            case 1 -> written(event, other);
            default -> EventWriters.jsonLine(event).getBytes(StandardCharsets.UTF_8);
          };
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      assertThat(decoder.decode(bytes, Absent.MILLIS)).isNotNull();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = EventKind.class,
      names = {"JOB_START", "REMEDIATION"})
  void a_phase_that_nobody_knows_is_no_start(EventKind kind) throws Exception {
    Schema current = EventReaders.schema(kind);
    Schema later =
        new Schema.Parser().parse(current.toString().replace("\"START\"", "\"PAUSE\",\"START\""));
    Schema phases = later.getField("phase").schema();
    GenericRecord paused = new GenericData.Record(later);
    GenericRecord begun = generic(EventWriters.record(new RandomRecords(5).next(kind)));
    later.getFields().forEach(field -> paused.put(field.pos(), begun.get(field.name())));
    paused.put("phase", new GenericData.EnumSymbol(phases, "PAUSE"));

    EventDecoder decoder = Decoders.of(kind, EventOrigin.LIVE, later);
    Decoded.Refused refused = (Decoded.Refused) decoder.decode(bytes(paused), Absent.MILLIS);
    assertThat(refused.reason()).isEqualTo("phase: UNKNOWN is neither START nor END");
    assertThat(refused.kind()).isEqualTo(Refusal.INVALID_FIELD);
    paused.put("phase", new GenericData.EnumSymbol(phases, "START"));
    assertThat(accepted(decoder, bytes(paused)).phase()).isEqualTo(RunPhase.START);
  }

  /** Another writer: other order of fields, unions the other way round, a field of its own. */
  private static Schema shuffled(Schema schema, Random random) {
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      fields.add(new Schema.Field(field.name(), reversed(field.schema()), field.doc(), null));
    }
    fields.add(new Schema.Field("shard", Schema.create(Schema.Type.INT), "Its own.", null));
    Collections.shuffle(fields, random);
    return Schema.createRecord(
        schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
  }

  private static Schema reversed(Schema schema) {
    if (schema.getType() != Schema.Type.UNION) {
      return schema;
    }
    return Schema.createUnion(schema.getTypes().get(1), schema.getTypes().get(0));
  }

  private static byte[] written(Event event, Schema writer) throws Exception {
    GenericRecord current = generic(EventWriters.record(event));
    GenericRecord other = new GenericData.Record(writer);
    for (Schema.Field field : writer.getFields()) {
      other.put(field.pos(), field.name().equals("shard") ? (Object) 3 : current.get(field.name()));
    }
    return bytes(other);
  }

  private static byte[] bytes(GenericRecord record) throws Exception {
    Schema writer = record.getSchema();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(
        ByteBuffer.allocate(10)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put((byte) 0xC3)
            .put((byte) 1)
            .putLong(SchemaNormalization.parsingFingerprint64(writer))
            .array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(writer).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private static GenericRecord generic(SpecificRecord record) {
    GenericRecord generic = new GenericData.Record(record.getSchema());
    for (Schema.Field field : record.getSchema().getFields()) {
      Object value = record.get(field.pos());
      if (value instanceof Instant time) {
        generic.put(field.pos(), time.toEpochMilli());
      } else if (value instanceof Enum<?> symbol) {
        Schema type = SpecificData.get().getSchema(symbol.getDeclaringClass());
        generic.put(field.pos(), new GenericData.EnumSymbol(type, symbol.name()));
      } else {
        generic.put(field.pos(), value);
      }
    }
    return generic;
  }

  private static Event accepted(EventDecoder decoder, byte[] value) {
    return accepted(decoder.decode(value, Absent.MILLIS));
  }

  private static Event accepted(Decoded decoded) {
    assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
    return ((Decoded.Accepted) decoded).event();
  }
}
