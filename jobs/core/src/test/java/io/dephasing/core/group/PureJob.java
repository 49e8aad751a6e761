package io.dephasing.core.group;

import io.dephasing.core.across.AcrossState;
import io.dephasing.core.across.AcrossWatch;
import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.annotation.Annotations;
import io.dephasing.core.codec.Codec;
import io.dephasing.core.codec.Codecs;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.recommendation.SpreadRecommendation;
import io.dephasing.core.sli.WindowSli;
import io.dephasing.core.slice.PartialSlice;
import io.dephasing.core.slice.Slice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The whole detection without Flink and Kafka: partitions that are read in any order, partial
 * slices, roll-ups, one watermark, timers. What it publishes must be what the job publishes.
 */
public final class PureJob {
  private static final int LONGEST_READ = 60;
  private static final double FLUSHED = 0.5;
  private static final double RESTORED = 0.02;
  private static final long LOOK_MILLIS = 500;

  private final Reading reading;
  private final SplittableRandom random;
  private final List<Partition> partitions;
  private final GroupWatch watch;
  private final AcrossWatch acrossWatch;
  private AcrossState across = new AcrossState();
  private final Map<GroupKey, GroupState> states = new LinkedHashMap<>();
  private final List<WindowSli> slis = new ArrayList<>();
  private final List<AlertTransition> alerts = new ArrayList<>();
  private final List<SpreadRecommendation> recommendations = new ArrayList<>();
  private final Outputs out = new Collected();
  private JobSpan whole = JobSpan.UNKNOWN;
  private JobSpan span = JobSpan.UNKNOWN;
  private long watermarkMillis = Long.MIN_VALUE;

  /** Whether the group that is watched just now is one of several. */
  private boolean isRollUp;

  private long lookedAtMillis = Long.MIN_VALUE / 2;
  private long published;
  private long behind;

  private PureJob(Policy policy, Reading reading) {
    this.reading = reading;
    random = new SplittableRandom(reading.seed());
    watch = new GroupWatch(policy, reading.lateness());
    acrossWatch = new AcrossWatch(policy, reading.lateness());
    partitions =
        IntStream.range(0, reading.partitions())
            .mapToObj(i -> new Partition(reading.lateness()))
            .toList();
  }

  /**
   * Runs to the end of the events.
   *
   * @param delivered events in delivery order
   */
  public static JobOutcome run(List<Event> delivered, Reading reading) {
    return run(delivered, Policy.DEFAULT, reading);
  }

  /** The same with a policy for all groups. */
  public static JobOutcome run(List<Event> delivered, Policy policy, Reading reading) {
    return run(delivered, policy, Annotations.NONE, reading);
  }

  /** The same with what people have told. */
  public static JobOutcome run(
      List<Event> delivered, Policy policy, Annotations annotations, Reading reading) {
    PureJob job = new PureJob(policy, reading);
    job.watch.know(annotations);
    job.acrossWatch.know(annotations);
    delivered.forEach(event -> job.partitions.get(reading.partitionOf(event)).append(event));
    job.partitions.forEach(partition -> job.whole = job.whole.with(partition.span()));
    // Sources announce their first time ahead of their first watermark.
    job.span = new JobSpan(job.whole.firstMillis(), Long.MIN_VALUE);
    job.readAll();
    job.close();
    return new JobOutcome(job.slis, job.alerts, job.recommendations);
  }

  /** Each event that was accepted is in a window that was published. */
  private void close() {
    long accepted = partitions.stream().mapToLong(Partition::accepted).sum();
    if (accepted != published || behind != 0) {
      throw new IllegalStateException(
          "%d accepted, %d published, %d behind".formatted(accepted, published, behind));
    }
  }

  private void readAll() {
    for (Partition next = choose(); next.hasNext(); next = choose()) {
      if (reading.followsClock()) {
        readLive(next);
      } else {
        readSome(next);
      }
      if (random.nextDouble() < FLUSHED || !next.hasNext()) {
        flush(next);
      }
      if (reading.restores() && random.nextDouble() < RESTORED) {
        states.replaceAll((group, state) -> copy(Codecs.GROUP_STATE, state));
        across = copy(Codecs.ACROSS_STATE, across);
      }
    }
    span = whole;
    partitions.forEach(this::flush);
  }

  /** Reads one event as it is appended: all others were read before. */
  private void readLive(Partition partition) {
    long nowMillis = partition.nextAppendMillis();
    if (nowMillis >= lookedAtMillis + LOOK_MILLIS) {
      lookedAtMillis = nowMillis;
      for (Partition quiet : partitions) {
        quiet.follow(nowMillis - 1);
        flush(quiet);
      }
    }
    partition.read();
  }

  /** Any partition that is not too far ahead; one that is read to its end where all are. */
  private Partition choose() {
    if (reading.followsClock()) {
      return partitions.stream()
          .filter(Partition::hasNext)
          .min(Comparator.comparingLong(Partition::nextAppendMillis))
          .orElse(partitions.get(0));
    }
    List<Partition> allowed =
        partitions.stream()
            .filter(p -> p.hasNext() && p.nextMillis() <= leastMillis() + reading.apartMillis())
            .toList();
    return allowed.isEmpty() ? partitions.get(0) : allowed.get(random.nextInt(allowed.size()));
  }

  private long leastMillis() {
    return partitions.stream()
        .filter(Partition::hasNext)
        .mapToLong(Partition::nextMillis)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private void readSome(Partition partition) {
    long limitMillis = leastMillis() + reading.apartMillis();
    int most = 1 + random.nextInt(LONGEST_READ);
    for (int i = 0; i < most && partition.hasNext(); i++) {
      partition.read();
      if (partition.hasNext() && partition.nextMillis() > limitMillis) {
        return;
      }
    }
  }

  private void flush(Partition partition) {
    List<PartialSlice> partials = partition.flush();
    Map<GroupKey, Map<Long, Slice>> rollUps = new LinkedHashMap<>();
    for (PartialSlice partial : partials) {
      GroupKey group = GroupKey.parse(partial.groupKey());
      for (GroupKey rollUp : List.of(group.serviceRollUp(), group.kindRollUp())) {
        rollUps
            .computeIfAbsent(rollUp, key -> new LinkedHashMap<>())
            .computeIfAbsent(partial.index(), index -> new Slice())
            .absorb(partial.slice());
      }
    }
    for (PartialSlice partial : partials) {
      add(partial);
    }
    rollUps.forEach(
        (rollUp, slices) ->
            slices.forEach(
                (index, slice) -> add(new PartialSlice(rollUp.canonical(), index, slice))));
    advance();
  }

  private void add(PartialSlice sent) {
    PartialSlice partial = reading.restores() ? copy(Codecs.PARTIAL_SLICE, sent) : sent;
    GroupState state = states.computeIfAbsent(GroupKey.parse(partial.groupKey()), GroupState::new);
    isRollUp = state.group().isRollUp();
    watch.add(state, partial.index(), partial.slice(), watermarkMillis, span, out);
  }

  private void advance() {
    long least =
        partitions.stream().mapToLong(Partition::watermarkMillis).min().orElse(Long.MAX_VALUE);
    if (least == Long.MAX_VALUE && span.lastMillis() == Long.MIN_VALUE) {
      return; // The end is known before the last watermark.
    }
    watermarkMillis = Math.max(watermarkMillis, least);
    for (GroupState state : states.values()) {
      if (state.wakeAtMillis() <= watermarkMillis) {
        isRollUp = state.group().isRollUp();
        watch.advance(state, watermarkMillis, span, out);
      }
    }
    states.values().removeIf(watch::isForgotten);
    if (acrossWatch.nextMillis(across) <= watermarkMillis) {
      acrossWatch.advance(across, watermarkMillis, alerts::add);
    }
  }

  /** The value that is read from this one's bytes: what a restore gives back. */
  static <T> T copy(Codec<T> codec, T value) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      codec.write(value, new DataOutputStream(bytes));
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
      T read = codec.read(in, codec.version());
      if (in.available() > 0) {
        throw new IllegalStateException(
            "%s left %d bytes unread".formatted(codec.id(), in.available()));
      }
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Collected implements Outputs {
    @Override
    public void sli(WindowSli sli) {
      slis.add(sli);
    }

    @Override
    public void alert(AlertTransition transition) {
      alerts.add(transition);
    }

    @Override
    public void recommendation(SpreadRecommendation recommendation) {
      recommendations.add(recommendation);
    }

    @Override
    public void onset(Onset onset) {
      acrossWatch.add(across, onset);
    }

    @Override
    public void account(Account account, long events) {
      if (isRollUp) {
        return;
      }
      if (account == Account.PUBLISHED) {
        published += events;
      } else {
        behind += events;
      }
    }
  }
}
