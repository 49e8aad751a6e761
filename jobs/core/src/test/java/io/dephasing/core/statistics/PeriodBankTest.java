package io.dephasing.core.statistics;

import static io.dephasing.core.statistics.Vectors.assertAbsolute;
import static io.dephasing.core.statistics.Vectors.assertMoment;
import static io.dephasing.core.statistics.Vectors.assertProbability;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodBankTest {
  private static final int DAY_SECONDS = 86_400;

  private static final class Slice {
    private final long index;
    private final int[] counts;

    Slice(long index, int[] counts) {
      this.index = index;
      this.counts = counts;
    }
  }

  static List<Vectors.Case> cases() {
    return Vectors.all("period.json");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void slices_have_the_reference_periods(Vectors.Case c) {
    List<Slice> slices = slices(c);
    PeriodBank bank = add(PeriodBank.empty(Double.POSITIVE_INFINITY), slices);
    double span =
        slices.isEmpty()
            ? 0
            : 60.0 * (slices.get(slices.size() - 1).index + 1 - slices.get(0).index);
    JsonNode expected = c.expected();
    JsonNode entries = expected.get("bank");
    assertThat(entries).hasSize(PeriodBank.entries());
    for (int j = 0; j < PeriodBank.entries(); j++) {
      JsonNode entry = entries.get(j);
      int period = entry.get("periodS").intValue();
      assertThat(PeriodBank.periodSeconds(j)).isEqualTo(period);
      assertThat(PeriodBank.entryOf(period)).isEqualTo(j);
      assertMoment("n_eff", bank.effectiveBursts(j), entry.get("nEff"));
      assertMoment("R", bank.length(j), entry.get("R"));
      if (entry.get("R").doubleValue() > 1e-9 || entry.get("R").isNull()) {
        assertAbsolute("phase", bank.phaseSeconds(j), entry.get("phaseS"), 1e-6 * period);
      }
      assertProbability("p", bank.pAdjusted(j, span), entry.get("pAdjusted"));
    }
    assertMoment("dominant", bank.dominantPeriodSeconds(span), expected.get("dominantS"));
  }

  private static List<Slice> slices(Vectors.Case c) {
    List<Slice> slices = new ArrayList<>();
    for (JsonNode slice : c.at("slices")) {
      int[] counts = new int[60];
      for (JsonNode bucket : slice.get(1)) {
        counts[bucket.get(0).intValue()] = bucket.get(1).intValue();
      }
      slices.add(new Slice(slice.get(0).longValue() / 60, counts));
    }
    return slices;
  }

  private static PeriodBank add(PeriodBank bank, List<Slice> slices) {
    PeriodBank sum = bank;
    for (Slice slice : slices) {
      sum = sum.plusSlice(slice.index, slice.counts);
    }
    return sum;
  }

  /** A burst of 10 events within 3 s at each multiple of the period. */
  private static List<Slice> bursts(int periodSeconds, int slices, Random random) {
    List<Slice> bursts = new ArrayList<>();
    for (long index = 28_333_334; index < 28_333_334 + slices; index++) {
      int[] counts = new int[60];
      if (index * 60 % periodSeconds == 0) {
        for (int i = 0; i < 10; i++) {
          counts[random.nextInt(3)]++;
        }
      }
      bursts.add(new Slice(index, counts));
    }
    return bursts;
  }

  @ParameterizedTest(name = "period {0} s")
  @ValueSource(ints = {120, 300, 900, 3600})
  void a_new_cadence_takes_over_because_the_old_one_is_forgotten(int periodSeconds) {
    Random random = new Random(periodSeconds);
    PeriodBank bank = PeriodBank.empty();
    long start = 28_333_334;
    for (int i = 0; i < 3000; i++) {
      int[] counts = new int[60];
      // The old burst comes 30 s and half a period later than the new one.
      boolean isNew = i >= 1500;
      long second = (start + i) * 60 + (isNew ? 0 : periodSeconds / 120 * 60);
      if (second % periodSeconds == 0) {
        counts[isNew ? 2 : 32 + random.nextInt(2)] = 10;
      }
      bank = bank.plusSlice(start + i, counts);
    }
    assertThat(bank.dominantPeriodSeconds(3000 * 60)).isEqualTo(periodSeconds);
    assertThat(bank.phaseSeconds(PeriodBank.entryOf(periodSeconds)))
        .isCloseTo(2.5, within(0.05 * periodSeconds));
  }

  @Test
  void one_long_burst_is_one_witness_and_a_few_are_no_period() {
    PeriodBank bank = PeriodBank.empty();
    long start = 28_333_440;
    for (int day = 0; day < 4; day++) {
      for (int minute = 0; minute < 30; minute++) {
        bank = bank.plusSlice(start + day * 1440L + minute, evenly());
        double span = (day * 1440L + minute + 1) * 60.0;
        assertThat(bank.dominantPeriodSeconds(span)).as("day %d", day).isNaN();
      }
    }
    assertThat(bank.effectiveBursts(PeriodBank.entryOf(3600))).isLessThan(2);
    assertThat(bank.effectiveBursts(PeriodBank.entryOf(86_400))).isBetween(3.5, 4.0);
  }

  @Test
  void bursts_of_days_are_a_day_apart_and_never_8_or_12_hours() {
    PeriodBank bank = PeriodBank.empty();
    long start = 28_333_440;
    for (int day = 0; day < 12; day++) {
      for (int minute = 0; minute < 30; minute++) {
        bank = bank.plusSlice(start + day * 1440L + minute, evenly());
        assertThat(bank.dominantPeriodSeconds((day * 1440L + minute + 1) * 60.0))
            .isIn(Double.NaN, 86_400.0);
      }
    }
    assertThat(bank.dominantPeriodSeconds(12 * 86_400.0)).isEqualTo(86_400);
  }

  private static int[] evenly() {
    int[] counts = new int[60];
    for (int i = 0; i < 60; i += 5) {
      counts[i] = 1;
    }
    return counts;
  }

  @Test
  void a_day_later_is_the_same_phase() {
    List<Slice> today = bursts(3600, 600, new Random(5));
    List<Slice> tomorrow =
        today.stream().map(s -> new Slice(s.index + DAY_SECONDS / 60, s.counts)).toList();
    PeriodBank first = add(PeriodBank.empty(), today);
    PeriodBank second = add(PeriodBank.empty(), tomorrow);
    for (int j = 0; j < PeriodBank.entries(); j++) {
      assertThat(second.phaseSeconds(j)).isEqualTo(first.phaseSeconds(j));
    }
  }

  @Test
  void what_is_written_is_read_back_to_the_bit() throws IOException {
    PeriodBank bank = add(PeriodBank.empty(), bursts(300, 100, new Random(9)));
    byte[] once = bytes(bank);
    PeriodBank back = PeriodBank.read(new DataInputStream(new ByteArrayInputStream(once)));
    assertThat(bytes(back)).isEqualTo(once);
    assertThat(bytes(back.plusSlice(28_333_500, new int[60])))
        .isEqualTo(bytes(bank.plusSlice(28_333_500, new int[60])));
  }

  private static byte[] bytes(PeriodBank bank) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bank.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  @Test
  void silence_has_no_period() {
    PeriodBank silent = PeriodBank.empty().plusSlice(7, new int[60]);
    assertThat(silent.dominantPeriodSeconds(1e6)).isNaN();
    assertThat(silent.length(0)).isNaN();
    assertThat(PeriodBank.entryOf(77)).isEqualTo(-1);
  }

  @Test
  void a_slice_of_another_length_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PeriodBank.empty().plusSlice(7, new int[59]));
    assertThatIllegalArgumentException().isThrownBy(() -> PeriodBank.empty(0));
  }
}
