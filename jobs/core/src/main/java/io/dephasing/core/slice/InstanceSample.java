package io.dephasing.core.slice;

import io.dephasing.core.bytes.TextBytes;
import io.dephasing.core.bytes.Varints;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.PlainText;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The {@value #SIZE} instances with the smallest hashes: a sample that depends on who acted alone,
 * not on order, and that stays the same from slice to slice. Names in evidence come from it.
 */
public final class InstanceSample extends SliceComponent<InstanceSample> {
  /** How many are kept. */
  public static final int SIZE = 8;

  /** Longer ids end in their hash instead: state is bounded, and two stay two. */
  public static final int MAX_ID_LENGTH = 64;

  private static final int[] NOBODY = {};
  private static final Instance[] NAMELESS = {};

  /** Sorted, and beside the instances: each of those is a cache miss to ask. */
  private int[] hashes = NOBODY;

  private Instance[] instances = NAMELESS;
  private int size;

  @Override
  void fold(Arrangement events) {
    Actors actors = events.actors();
    for (int actor = 0; actor < actors.size(); actor++) {
      if (actors.isStarting(actor) && hasPlace(actors.hash(actor))) {
        offer(actors.hash(actor), actors.instance(actor));
      }
    }
  }

  private boolean hasPlace(int hash) {
    return size < SIZE || hash <= hashes[SIZE - 1];
  }

  @SuppressWarnings("ReferenceEquality") // mostly the same object: then its id need not be read
  private void offer(int hash, Instance instance) {
    int at = 0;
    while (at < size && hashes[at] < hash) {
      at++;
    }
    while (at < size && hashes[at] == hash) {
      int order = instances[at] == instance ? 0 : instances[at].id().compareTo(cut(instance).id());
      if (order == 0) {
        return;
      }
      if (order > 0) {
        break;
      }
      at++;
    }
    if (at < SIZE) {
      insert(at, hash, cut(instance));
    }
  }

  private void insert(int at, int hash, Instance instance) {
    if (hashes.length == 0) {
      hashes = new int[SIZE];
      instances = new Instance[SIZE];
    }
    size = Math.min(size + 1, SIZE);
    System.arraycopy(hashes, at, hashes, at + 1, size - 1 - at);
    System.arraycopy(instances, at, instances, at + 1, size - 1 - at);
    hashes[at] = hash;
    instances[at] = instance;
  }

  static Instance cut(Instance instance) {
    return instance.id().length() <= MAX_ID_LENGTH
        ? instance
        : new Instance(PlainText.shortened(instance.id(), MAX_ID_LENGTH), instance.hash());
  }

  @Override
  public void absorb(InstanceSample other) {
    for (int i = 0; i < other.size && hasPlace(other.hashes[i]); i++) {
      offer(other.hashes[i], other.instances[i]);
    }
  }

  @Override
  public boolean isEmpty() {
    return size == 0;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.write(out, size);
    for (int i = 0; i < size; i++) {
      out.writeInt(hashes[i]);
      TextBytes.write(out, instances[i].id());
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    int count = Varints.readInt(in);
    if (count > SIZE) {
      throw new IOException("sample of %d instances, at most %d".formatted(count, SIZE));
    }
    for (int i = 0; i < count; i++) {
      int hash = in.readInt();
      insert(i, hash, new Instance(TextBytes.read(in), hash));
    }
  }

  /** Ids of the sample, by hash. */
  public List<String> ids() {
    return Arrays.stream(instances, 0, size).map(Instance::id).toList();
  }
}
