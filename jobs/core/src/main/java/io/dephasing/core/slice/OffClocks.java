package io.dephasing.core.slice;

import io.dephasing.core.bytes.TextBytes;
import io.dephasing.core.bytes.Varints;
import io.dephasing.core.event.Instance;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Names of instances whose clocks may be wrong (METHOD 5.4): the {@value #AHEAD} that are furthest
 * ahead of the broker, and of those whose events came too late to be counted the {@value #LATE}
 * with the smallest hashes. A function of the events, not of their order.
 */
public final class OffClocks extends SliceComponent<OffClocks> {
  /** Instances ahead of the broker. */
  public static final int AHEAD = Clocks.AHEAD;

  /** Instances with late events. */
  public static final int LATE = 16;

  private final List<Off> ahead = new ArrayList<>(0);
  private final List<Off> late = new ArrayList<>(0);

  /** An instance, and how far it is off. */
  private record Off(Instance instance, long deltaMillis) {
    int hash() {
      return instance.hash();
    }
  }

  @Override
  void fold(Arrangement events) {
    for (int n = 0; n < events.starts(); n++) {
      int i = events.start(n);
      EventBatch batch = events.batch();
      long delta = Clocks.delta(batch, i);
      if (delta < -Clocks.AHEAD_MILLIS) {
        offerAhead(new Off(InstanceSample.cut(batch.instance(i)), delta));
      }
    }
  }

  /** Takes an event in that came too late to be counted. */
  void addLate(Instance instance, long deltaMillis) {
    offerLate(new Off(InstanceSample.cut(instance), deltaMillis));
  }

  private void offerAhead(Off off) {
    for (int i = 0; i < ahead.size(); i++) {
      if (ahead.get(i).hash() == off.hash()) {
        if (ahead.get(i).deltaMillis <= off.deltaMillis) {
          return;
        }
        ahead.remove(i);
      }
    }
    int at = 0;
    while (at < ahead.size() && isFurther(ahead.get(at), off)) {
      at++;
    }
    insert(ahead, at, off, AHEAD);
  }

  private static boolean isFurther(Off one, Off other) {
    return one.deltaMillis != other.deltaMillis
        ? one.deltaMillis < other.deltaMillis
        : one.hash() < other.hash();
  }

  private void offerLate(Off off) {
    int at = 0;
    while (at < late.size() && late.get(at).hash() < off.hash()) {
      at++;
    }
    if (at == late.size() || late.get(at).hash() != off.hash()) {
      insert(late, at, off, LATE);
    } else if (off.deltaMillis < late.get(at).deltaMillis) {
      late.set(at, off);
    }
  }

  private static void insert(List<Off> to, int at, Off off, int most) {
    to.add(at, off);
    if (to.size() > most) {
      to.remove(most);
    }
  }

  @Override
  public void absorb(OffClocks other) {
    other.ahead.forEach(this::offerAhead);
    other.late.forEach(this::offerLate);
  }

  @Override
  public boolean isEmpty() {
    return ahead.isEmpty() && late.isEmpty();
  }

  /** Calls with the hash and the id of each. */
  public void forEach(BiConsumer<Integer, String> consumer) {
    ahead.forEach(off -> consumer.accept(off.hash(), off.instance.id()));
    late.forEach(off -> consumer.accept(off.hash(), off.instance.id()));
  }

  /** Calls with the hash and the id of each whose events came too late to be counted. */
  public void forEachLate(BiConsumer<Integer, String> consumer) {
    late.forEach(off -> consumer.accept(off.hash(), off.instance.id()));
  }

  @Override
  public void write(DataOutput out) throws IOException {
    write(out, ahead);
    write(out, late);
  }

  private static void write(DataOutput out, List<Off> all) throws IOException {
    Varints.write(out, all.size());
    for (Off off : all) {
      out.writeInt(off.hash());
      TextBytes.write(out, off.instance.id());
      Varints.writeSigned(out, off.deltaMillis);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    read(in, ahead);
    read(in, late);
  }

  private static void read(DataInput in, List<Off> to) throws IOException {
    for (int left = Varints.readInt(in); left > 0; left--) {
      int hash = in.readInt();
      to.add(new Off(new Instance(TextBytes.read(in), hash), Varints.readSigned(in)));
    }
  }
}
