package io.dephasing.core.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.rule.Position;
import io.dephasing.core.rule.RuleCatalogue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class PendingTest {
  private static final List<RuleCatalogue> RULES =
      List.of(RuleCatalogue.CONCURRENCY, RuleCatalogue.STAMPEDE, RuleCatalogue.HERD);

  private record Key(long gate, long end, RuleCatalogue rule, int variant) {}

  private final TreeMap<Key, Long> all =
      new TreeMap<>(
          Comparator.comparingLong(Key::gate)
              .thenComparingLong(Key::end)
              .thenComparing(Key::rule)
              .thenComparingInt(Key::variant));

  @RepeatedTest(20)
  void positions_come_due_in_order_whatever_the_order_they_came_in(RepetitionInfo repetition)
      throws IOException {
    Random random = new Random(repetition.getCurrentRepetition());
    int ahead = 1 + random.nextInt(200);
    Pending pending = new Pending();
    for (long complete = 0; complete < 1_000; complete += random.nextInt(10)) {
      for (int i = random.nextInt(40); i > 0; i--) {
        add(pending, complete + 1, ahead, random);
      }
      assertDue(pending, complete);
      pending = random.nextInt(20) == 0 ? copy(pending) : pending;
    }
    assertDue(pending, Long.MAX_VALUE);
    assertThat(pending.nextMillis()).isEqualTo(Long.MAX_VALUE);
  }

  private void add(Pending pending, long first, int ahead, Random random) {
    long end = first + random.nextInt(ahead);
    long gate = end + random.nextInt(3);
    RuleCatalogue rule = RULES.get(random.nextInt(RULES.size()));
    int variant = random.nextInt(8);
    long memory = random.nextLong();
    pending.add(gate, rule, Position.at(end, variant), memory);
    all.put(new Key(gate, end, rule, variant), memory);
  }

  private void assertDue(Pending pending, long complete) {
    while (!all.isEmpty() && all.firstKey().gate <= complete) {
      assertThat(pending.nextMillis()).isEqualTo((all.firstKey().gate + 1) * 1000);
      Map.Entry<Key, Long> next = all.pollFirstEntry();
      Key key = next.getKey();
      assertThat(pending.poll(complete))
          .isEqualTo(
              new Pending.Due(key.rule, new Position(key.end, key.variant, next.getValue())));
    }
    assertThat(pending.poll(complete)).isNull();
  }

  private static Pending copy(Pending pending) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    pending.write(new DataOutputStream(bytes));
    Pending copy = new Pending();
    copy.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    return copy;
  }
}
