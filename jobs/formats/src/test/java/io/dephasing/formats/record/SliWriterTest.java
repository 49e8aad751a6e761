package io.dephasing.formats.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dephasing.core.sli.NonScalars;
import io.dephasing.core.sli.WindowSli;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.junit.jupiter.api.Test;

class SliWriterTest {
  private static final int[] NONE = {};

  private final SliWriter writer = new SliWriter();

  /** Maps have no order, so that bytes may differ; their number may not: nothing is left over. */
  @Test
  void what_is_written_is_what_the_schema_says() {
    for (int seed = 0; seed < 2_000; seed++) {
      WindowSli sli = RandomSlis.of(seed);
      byte[] bytes = writer.bytes(sli);
      assertThat(SliRecords.read(bytes)).as("seed %d", seed).isEqualTo(GenericSlis.record(sli));
      assertThat(bytes).as("seed %d", seed).hasSameSizeAs(GenericSlis.bytes(sli));
    }
  }

  /** A field that is new in the schema and that the writer never fills is found here. */
  @Test
  void each_field_of_the_schema_can_be_told() {
    WindowSli sli = RandomSlis.full(1);
    io.dephasing.schemas.Sli read = SliRecords.read(writer.bytes(sli));
    assertThat(read).isEqualTo(GenericSlis.record(sli));
    assertTold("sli", read);
  }

  @Test
  void a_record_that_failed_leaves_nothing_behind() {
    WindowSli sli = RandomSlis.full(2);
    byte[] before = writer.bytes(sli);
    int[] tooFew = {1};
    WindowSli broken =
        new WindowSli(
            sli.group(),
            sli.window(),
            sli.revision(),
            sli.measures(),
            sli.compliance(),
            new NonScalars(List.of(), NONE, NONE, tooFew, NONE, NONE, List.of()),
            sli.examples());
    assertThatThrownBy(() -> writer.bytes(broken)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(writer.bytes(sli)).isEqualTo(before);
  }

  private static void assertTold(String path, Object value) {
    assertThat(value).as(path).isNotNull();
    if (value instanceof IndexedRecord record) {
      for (Schema.Field field : record.getSchema().getFields()) {
        assertTold(path + "." + field.name(), record.get(field.pos()));
      }
    } else if (value instanceof Collection<?> items) {
      assertThat(items).as(path).isNotEmpty().allSatisfy(item -> assertTold(path, item));
    } else if (value instanceof Map<?, ?> map) {
      assertTold(path, map.values());
    }
  }
}
