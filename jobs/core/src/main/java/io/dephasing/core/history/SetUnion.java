package io.dephasing.core.history;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import io.dephasing.core.slice.DistinctInstances;
import io.dephasing.core.slice.SecondSets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** A union of seconds' sets: exact while all of them are, whatever its size. */
final class SetUnion implements OpenSlices.SetVisitor {
  private static final int FIRST_CAPACITY = 160;

  private int[] hashes = new int[FIRST_CAPACITY];
  private int size;
  private int sets;
  private int largest;
  private int precision = DistinctInstances.FINE_PRECISION;
  private final List<Sketch> sketches = new ArrayList<>(0);

  private record Sketch(SecondSets sets, int bucket) {}

  @Override
  public void accept(long second, SecondSets from, int bucket) {
    sets++;
    largest = Math.max(largest, from.count(bucket));
    precision = Math.min(precision, from.precision(bucket));
    if (from.isSketch(bucket)) {
      sketches.add(new Sketch(from, bucket));
      return;
    }
    int needed = size + from.count(bucket);
    if (needed > hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.max(needed, 2 * hashes.length));
    }
    size = from.copyTo(bucket, hashes, size);
  }

  int count() {
    if (sets <= 1) {
      return largest;
    }
    return sketches.isEmpty() ? countExact(hash -> true) : estimate();
  }

  private int estimate() {
    UltraLogLog union = UltraLogLog.create(precision);
    DistinctInstances.addAll(hashes, size, union);
    for (Sketch each : sketches) {
      each.sets.addSketchTo(each.bucket, union);
    }
    return (int) Math.max(largest, Math.round(union.getDistinctCountEstimate()));
  }

  int countExact(IntPredicate predicate) {
    Arrays.sort(hashes, 0, size);
    int count = 0;
    for (int i = 0; i < size; i++) {
      if ((i == 0 || hashes[i] != hashes[i - 1]) && predicate.test(hashes[i])) {
        count++;
      }
    }
    return count;
  }
}
