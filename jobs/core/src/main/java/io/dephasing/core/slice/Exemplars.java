package io.dephasing.core.slice;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Event;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The {@value #SIZE} starts with a trace that waited longest: a function of the events alone, not
 * of their order.
 */
public final class Exemplars extends SliceComponent<Exemplars> {
  /** How many are kept. */
  public static final int SIZE = 5;

  private final List<WindowExemplar> longest = new ArrayList<>(0);

  /** Folds one event in, if it names what is asked for. */
  void add(EventBatch batch, int i) {
    Event event = batch.named(i);
    String traceId = event == null ? null : event.details().tags().traceId();
    if (event == null || traceId == null || batch.isEnd(i)) {
      return;
    }
    long scheduled = event.details().schedule().scheduledTimeMillis();
    offer(
        new WindowExemplar(
            traceId,
            InstanceSample.cut(event.instance()).id(),
            event.timeMillis(),
            Absent.isGiven(scheduled) ? event.timeMillis() - scheduled : Absent.MILLIS));
  }

  private void offer(WindowExemplar exemplar) {
    int at = Collections.binarySearch(longest, exemplar, WindowExemplar.LONGEST_DELAY_FIRST);
    if (at >= 0 || -at - 1 >= SIZE) {
      return;
    }
    longest.add(-at - 1, exemplar);
    if (longest.size() > SIZE) {
      longest.remove(SIZE);
    }
  }

  @Override
  public void absorb(Exemplars other) {
    other.longest.forEach(this::offer);
  }

  @Override
  public boolean isEmpty() {
    return longest.isEmpty();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.write(out, longest.size());
    for (WindowExemplar exemplar : longest) {
      out.writeUTF(exemplar.traceId());
      out.writeUTF(exemplar.instance());
      out.writeLong(exemplar.timeMillis());
      out.writeLong(exemplar.startDelayMillis());
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    for (int left = Varints.readInt(in); left > 0; left--) {
      longest.add(new WindowExemplar(in.readUTF(), in.readUTF(), in.readLong(), in.readLong()));
    }
  }

  /** All of them, the longest start delay first. */
  public List<WindowExemplar> all() {
    return List.copyOf(longest);
  }
}
