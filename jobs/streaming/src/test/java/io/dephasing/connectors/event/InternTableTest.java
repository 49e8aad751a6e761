package io.dephasing.connectors.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.Instance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InternTableTest {
  private final InternTable<String> table = new InternTable<>(4);

  @Test
  void keys_of_one_hash_are_told_apart() {
    put(7, "a");
    put(7, "b");
    assertThat(find(7, "a")).isEqualTo("a");
    assertThat(find(7, "b")).isEqualTo("b");
    assertThat(find(7, "c")).isNull();
  }

  @Test
  void a_flood_of_keys_never_makes_it_larger() {
    for (int i = 0; i < 1_000; i++) {
      String key = "key-" + i;
      put(Instance.of(key).hash(), key);
      assertThat(find(Instance.of(key).hash(), key)).isEqualTo(key);
      assertThat(table.size()).isBetween(1, 4);
    }
  }

  private void put(int hash, String key) {
    byte[] bytes = key.getBytes(UTF_8);
    table.put(hash, bytes, 0, bytes.length, key);
  }

  private @Nullable String find(int hash, String key) {
    byte[] bytes = (".." + key + "..").getBytes(UTF_8);
    return table.find(hash, bytes, 2, bytes.length - 2);
  }
}
