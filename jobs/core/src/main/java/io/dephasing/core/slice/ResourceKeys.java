package io.dephasing.core.slice;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.PlainText;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.ItemsSketch;
import org.jspecify.annotations.Nullable;

/**
 * What starts and retries go for (METHOD 14.4): events by resource key, by Misra and Gries (1982)
 * as DataSketches has it, and what the busiest keys did second by second. Up to {@value
 * #EXACT_KEYS} distinct keys in a slice all counts are exact, whatever the order; with more of them
 * a count may fall short, by 1/36 of all keyed events at most, and never says too much.
 */
public final class ResourceKeys extends SliceComponent<ResourceKeys> {
  /** Up to so many distinct keys nothing is estimated. */
  public static final int EXACT_KEYS = 96;

  /** Longer keys end in their hash instead: state is bounded, and distinct keys stay distinct. */
  public static final int MAX_KEY_LENGTH = 64;

  /** Three quarters of its places hold keys. */
  private static final int PLACES = EXACT_KEYS / 3 * 4;

  private @Nullable ItemsSketch<String> counts;
  private final KeySeconds seconds = new KeySeconds();

  /** Folds one event in, if it names what is asked for. */
  void add(EventBatch batch, int i) {
    Event event = batch.named(i);
    String resourceKey = event == null ? null : event.details().tags().resourceKey();
    if (resourceKey == null) {
      return;
    }
    String key = PlainText.shortened(resourceKey, MAX_KEY_LENGTH);
    counts().update(key);
    if (batch.isOnTime(i)) {
      seconds.add(key, batch.bucket(i), batch.hash(i));
    }
  }

  private ItemsSketch<String> counts() {
    ItemsSketch<String> known = counts;
    if (known == null) {
      known = new ItemsSketch<>(PLACES);
      counts = known;
    }
    return known;
  }

  @Override
  public void absorb(ResourceKeys other) {
    if (other.counts != null) {
      counts().merge(other.counts);
    }
    seconds.absorb(other.seconds);
  }

  @Override
  public boolean isEmpty() {
    return counts == null && seconds.isEmpty();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    ResourceCount[] rows = rows();
    // By key: the sketch's own order depends on that of the events.
    Arrays.sort(rows, Comparator.comparing(ResourceCount::key));
    Varints.write(out, rows.length);
    for (ResourceCount row : rows) {
      out.writeUTF(row.key());
      Varints.write(out, row.events());
    }
    seconds.write(out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    for (int left = Varints.readInt(in); left > 0; left--) {
      counts().update(in.readUTF(), Varints.read(in));
    }
    seconds.read(in);
  }

  private ResourceCount[] rows() {
    ItemsSketch<String> known = counts;
    if (known == null) {
      return new ResourceCount[0];
    }
    return Arrays.stream(known.getFrequentItems(ErrorType.NO_FALSE_NEGATIVES))
        .map(row -> new ResourceCount(row.getItem(), row.getLowerBound()))
        .toArray(ResourceCount[]::new);
  }

  /** Events that say what they go for, of the keys that are known. */
  public long events() {
    return Arrays.stream(rows()).mapToLong(ResourceCount::events).sum();
  }

  /** Distinct keys that are known. */
  public int keys() {
    ItemsSketch<String> known = counts;
    return known == null ? 0 : known.getNumActiveItems();
  }

  /** The busiest keys, busiest first, then by key; at most so many. */
  public List<ResourceCount> busiest(int most) {
    return Arrays.stream(rows())
        .sorted(
            Comparator.comparingLong(ResourceCount::events)
                .reversed()
                .thenComparing(ResourceCount::key))
        .limit(most)
        .toList();
  }

  /** What the busiest keys did second by second, of events that were on time. */
  public KeySeconds seconds() {
    return seconds;
  }

  /** Lets go of the names that only the whole slice wants, not of what seconds are asked for. */
  void keepSeconds() {
    counts = null;
  }
}
