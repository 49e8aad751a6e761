package io.dephasing.core.slice;

import io.dephasing.core.event.Instance;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@value #SIZE} instances with the smallest hashes: a sample that depends on who acted alone,
 * not on order, and that stays the same from slice to slice. Names in evidence come from it.
 */
public final class InstanceSample extends SliceComponent<InstanceSample> {
  /** How many are kept. */
  public static final int SIZE = 8;

  /** Longer ids are cut in the sample: state is bounded. */
  public static final int MAX_ID_LENGTH = 64;

  private final List<Instance> smallest = new ArrayList<>(0);

  /** A hash that is larger has no place in the sample. */
  private int largestHash = Integer.MAX_VALUE;

  @Override
  public void add(EventBatch batch, int i) {
    // By hash alone first: the instance itself is a cache miss, and mostly it has no place.
    if (!batch.isEnd(i) && batch.hash(i) <= largestHash) {
      offer(batch.instance(i));
    }
  }

  private void offer(Instance instance) {
    int size = smallest.size();
    int at = size;
    while (at > 0 && instance.hash() <= smallest.get(at - 1).hash()) {
      at--;
    }
    if (at == SIZE) {
      return;
    }
    // By hash alone first: it is asked for each event, and mostly of who is in already.
    while (at < size && smallest.get(at).hash() == instance.hash()) {
      String id = cut(instance).id();
      if (smallest.get(at).id().equals(id)) {
        return;
      }
      if (smallest.get(at).id().compareTo(id) > 0) {
        break;
      }
      at++;
    }
    if (at < SIZE) {
      smallest.add(at, cut(instance));
    }
    if (smallest.size() > SIZE) {
      smallest.remove(SIZE);
    }
    largestHash = smallest.size() == SIZE ? smallest.get(SIZE - 1).hash() : Integer.MAX_VALUE;
  }

  static Instance cut(Instance instance) {
    return instance.id().length() <= MAX_ID_LENGTH
        ? instance
        : new Instance(instance.id().substring(0, MAX_ID_LENGTH), instance.hash());
  }

  @Override
  public void absorb(InstanceSample other) {
    other.smallest.forEach(this::offer);
  }

  @Override
  public boolean isEmpty() {
    return smallest.isEmpty();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.write(out, smallest.size());
    for (Instance instance : smallest) {
      out.writeInt(instance.hash());
      out.writeUTF(instance.id());
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    int size = Varints.readInt(in);
    for (int i = 0; i < size; i++) {
      int hash = in.readInt();
      smallest.add(new Instance(in.readUTF(), hash));
    }
  }

  /** Ids of the sample, by hash. */
  public List<String> ids() {
    return smallest.stream().map(Instance::id).toList();
  }
}
