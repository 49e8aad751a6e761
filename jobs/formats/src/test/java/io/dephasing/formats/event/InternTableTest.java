package io.dephasing.formats.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InternTableTest {
  private final InternTable<String> table = new InternTable<>(4);

  @Test
  void what_was_put_is_found_by_its_bytes_and_nothing_else_is() {
    InternTable<String> large = new InternTable<>(1 << 12);
    for (int i = 0; i < 1 << 12; i++) {
      put(large, "key-" + i);
    }
    for (int i = 0; i < 1 << 12; i++) {
      assertThat(find(large, "key-" + i)).isEqualTo("key-" + i);
      assertThat(number(large, "key-" + i)).isEqualTo(numberOf("key-" + i));
      assertThat(find(large, "kez-" + i)).isNull();
    }
    assertThat(large.size()).isEqualTo(1 << 12);
  }

  @Test
  void no_bytes_are_a_key_too() {
    assertThat(find(table, "")).isNull();
    put(table, "");
    assertThat(find(table, "")).isEmpty();
  }

  @Test
  void a_flood_of_keys_never_makes_it_larger() {
    for (int i = 0; i < 1_000; i++) {
      String key = "key-" + i;
      put(table, key);
      assertThat(find(table, key)).isEqualTo(key);
      assertThat(table.size()).isBetween(1, 4);
    }
  }

  private static void put(InternTable<String> table, String key) {
    byte[] bytes = key.getBytes(UTF_8);
    table.put(bytes, 0, bytes.length, key, numberOf(key));
  }

  private static long numberOf(String key) {
    return -7L * key.hashCode();
  }

  private static @Nullable String find(InternTable<String> table, String key) {
    return table.value(found(table, key));
  }

  private static long number(InternTable<String> table, String key) {
    return table.number(found(table, key));
  }

  private static int found(InternTable<String> table, String key) {
    byte[] bytes = (".." + key + "..").getBytes(UTF_8);
    return table.find(bytes, 2, bytes.length - 2);
  }
}
