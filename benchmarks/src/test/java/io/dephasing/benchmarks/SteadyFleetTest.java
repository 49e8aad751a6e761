package io.dephasing.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.schemas.JobStart;
import io.dephasing.schemas.Phase;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SteadyFleetTest {
  private static final int PARTITIONS = 4;
  private static final long EVENTS = 200_000;

  @Test
  void each_instance_of_each_group_acts_once_in_each_block() {
    for (long block = 0; block < EVENTS / SteadyFleet.INSTANCES; block++) {
      long first = block * SteadyFleet.INSTANCES;
      long end = first + SteadyFleet.INSTANCES;
      assertThat(LongStream.range(first, end).mapToInt(SteadyFleet::instance).distinct().count())
          .isEqualTo(20_000);
      assertThat(LongStream.range(first, end).mapToInt(SteadyFleet::group).distinct().count())
          .isEqualTo(1_000);
    }
  }

  @Test
  void an_instance_is_of_one_group_by_name_and_by_number() throws IOException {
    SteadyFleet fleet = new SteadyFleet();
    Set<String> groups = new HashSet<>();
    Set<String> instances = new HashSet<>();
    for (long index = 0; index < SteadyFleet.INSTANCES; index++) {
      JobStart event = decoded(fleet.bytes(index));
      groups.add(event.getService() + "/" + event.getJob());
      instances.add(event.getService() + "/" + event.getJob() + "/" + event.getInstanceId());
    }
    assertThat(groups).hasSize(1_000);
    assertThat(instances).hasSize(20_000);
  }

  @Test
  void no_event_of_a_partition_is_behind_its_newest_by_the_bound_or_more() {
    long[] newest = new long[PARTITIONS];
    long furthest = 0;
    for (long index = 0; index < EVENTS; index++) {
      int partition = SteadyFleet.partition(index, PARTITIONS);
      long timeMillis = SteadyFleet.timeMillis(index);
      furthest = Math.max(furthest, newest[partition] - timeMillis);
      newest[partition] = Math.max(newest[partition], timeMillis);
    }
    assertThat(furthest).isBetween(1_000L, SteadyFleet.DISORDER_MILLIS - 1L);
  }

  @Test
  void each_partition_has_events_of_all_groups() {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      int wanted = partition;
      assertThat(
              LongStream.range(0, SteadyFleet.INSTANCES)
                  .filter(index -> SteadyFleet.partition(index, PARTITIONS) == wanted)
                  .mapToInt(SteadyFleet::group)
                  .distinct()
                  .count())
          .isEqualTo(1_000);
    }
  }

  @Test
  void a_run_ends_half_a_second_to_three_and_a_half_after_its_start() throws IOException {
    SteadyFleet fleet = new SteadyFleet();
    for (int index : IntStream.range(0, 5_000).map(i -> 7 * i).toArray()) {
      if (SteadyFleet.isEnd(index)) {
        JobStart end = decoded(fleet.bytes(index));
        JobStart start = decoded(fleet.bytes(index - SteadyFleet.INSTANCES));
        assertThat(start.getPhase()).isEqualTo(Phase.START);
        assertThat(end.getInstanceId()).isEqualTo(start.getInstanceId());
        assertThat(end.getDurationMillis()).isBetween(500L, 3_500L);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 20_000, 20_001, 40_000, 59_999, 75_000})
  void as_many_runs_have_ended_as_are_counted(long events) {
    assertThat(SteadyFleet.ends(events))
        .isEqualTo(LongStream.range(0, events).filter(SteadyFleet::isEnd).count());
  }

  @Test
  void an_event_has_90_bytes_in_the_mean_and_is_the_same_each_time() {
    SteadyFleet fleet = new SteadyFleet();
    double mean =
        LongStream.range(0, 2L * SteadyFleet.INSTANCES)
            .mapToInt(index -> fleet.bytes(index).length)
            .average()
            .orElseThrow();
    assertThat(mean).isBetween(87.0, 93.0);
    assertThat(new SteadyFleet().bytes(31_415)).isEqualTo(fleet.bytes(31_415));
  }

  @Test
  void both_decodings_find_the_time_that_was_sent() throws IOException {
    SteadyFleet fleet = new SteadyFleet();
    AvroDecoding avro = new AvroDecoding();
    LeanDecoding lean = new LeanDecoding();
    for (long index = 0; index < 30_000; index += 17) {
      byte[] value = fleet.bytes(index);
      assertThat(avro.timeMillis(value)).isEqualTo(SteadyFleet.timeMillis(index));
      assertThat(lean.timeMillis(value)).isEqualTo(SteadyFleet.timeMillis(index));
    }
  }

  private static JobStart decoded(byte[] bytes) throws IOException {
    return JobStart.getDecoder().decode(bytes);
  }
}
