package io.dephasing.formats.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.formats.fuzz.Mutations;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is on a topic of events is an event or refused; an event can be written again. */
@Tag("fuzz")
class EventFuzzTest {
  private static final int SEEDS = 40;

  @ParameterizedTest
  @EnumSource(EventKind.class)
  void what_the_current_schema_wrote(EventKind kind) {
    readAll(written(kind, EventWriters::avro), new Reader(kind, EventOrigin.LIVE));
  }

  @ParameterizedTest
  @EnumSource(EventKind.class)
  void what_another_schema_wrote(EventKind kind) throws NoSuchAlgorithmException {
    Schema other = other(EventReaders.schema(kind));
    byte[] fingerprint = SchemaNormalization.parsingFingerprint("CRC-64-AVRO", other);
    List<byte[]> seeds = written(kind, EventWriters::avro);
    for (int i = 0; i < seeds.size(); i++) {
      // Two nothings, an empty map, a fixed byte and a null end the other schema's records.
      byte[] seed = Arrays.copyOf(seeds.get(i), seeds.get(i).length + 4);
      System.arraycopy(fingerprint, 0, seed, 2, fingerprint.length);
      seed[seed.length - 4] = 4;
      seeds.set(i, seed);
    }
    readAll(seeds, new Reader(kind, EventOrigin.LIVE, other));
  }

  @ParameterizedTest
  @EnumSource(EventKind.class)
  void json_of_producers_and_of_files(EventKind kind) {
    List<byte[]> seeds = written(kind, event -> EventWriters.jsonLine(event).getBytes(UTF_8));
    readAll(seeds, new Reader(kind, EventOrigin.REPLAY));
  }

  /** All seeds can be read, and of what was mutated some and some not: both ways were tried. */
  private static void readAll(List<byte[]> seeds, Reader reader) {
    seeds.forEach(reader::read);
    assertThat(reader.accepted).isEqualTo(seeds.size());
    Mutations.of(seeds, reader::read);
    assertThat(reader.accepted - seeds.size()).isBetween(1, Mutations.RECORDS - 1);
  }

  private static Schema other(Schema current) {
    List<Schema.Field> fields = new ArrayList<>();
    current.getFields().forEach(f -> fields.add(new Schema.Field(f, f.schema())));
    Schema nothing = Schema.create(Schema.Type.NULL);
    fields.add(new Schema.Field("nothings", Schema.createArray(nothing)));
    fields.add(new Schema.Field("lists", Schema.createMap(Schema.createArray(nothing))));
    fields.add(new Schema.Field("fixed", Schema.createFixed("Fixed", null, null, 1)));
    fields.add(new Schema.Field("nothing", nothing));
    return Schema.createRecord(current.getName(), null, current.getNamespace(), false, fields);
  }

  private static List<byte[]> written(EventKind kind, Function<Event, byte[]> writer) {
    RandomRecords events = new RandomRecords(3);
    List<byte[]> written = new ArrayList<>();
    for (int i = 0; i < SEEDS; i++) {
      written.add(writer.apply(events.next(kind)));
    }
    return written;
  }

  /** Reads, and writes and reads again what was read. */
  private static final class Reader {
    private final EventDecoder decoder;
    private final EventDecoder again;
    private int accepted;

    Reader(EventKind kind, EventOrigin origin, Schema... others) {
      decoder = Decoders.of(kind, origin, others);
      again = Decoders.of(kind, EventOrigin.LIVE);
    }

    void read(byte[] record) {
      if (decoder.decode(record, Absent.MILLIS) instanceof Decoded.Accepted accepted) {
        check(accepted.event());
        this.accepted++;
      }
    }

    private void check(Event event) {
      Decoded decoded = again.decode(EventWriters.avro(event), event.brokerTimeMillis());
      assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
      assertThat(((Decoded.Accepted) decoded).event()).isEqualTo(event);
      assertThat(GroupKey.parse(event.group().canonical())).isEqualTo(event.group());
    }
  }
}
