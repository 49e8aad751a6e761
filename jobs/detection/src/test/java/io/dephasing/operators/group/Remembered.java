package io.dephasing.operators.group;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.jspecify.annotations.Nullable;

/** One key's map state, without Flink. */
final class Remembered<K, V> implements MapState<K, V> {
  private final Map<K, V> entries = new HashMap<>();

  @Override
  public @Nullable V get(K key) {
    return entries.get(key);
  }

  @Override
  public void put(K key, V value) {
    entries.put(key, value);
  }

  @Override
  public void putAll(Map<K, V> more) {
    entries.putAll(more);
  }

  @Override
  public void remove(K key) {
    entries.remove(key);
  }

  @Override
  public boolean contains(K key) {
    return entries.containsKey(key);
  }

  @Override
  public Iterable<Map.Entry<K, V>> entries() {
    return entries.entrySet();
  }

  @Override
  public Iterable<K> keys() {
    return entries.keySet();
  }

  @Override
  public Iterable<V> values() {
    return entries.values();
  }

  @Override
  public Iterator<Map.Entry<K, V>> iterator() {
    return entries.entrySet().iterator();
  }

  @Override
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  @Override
  public void clear() {
    entries.clear();
  }
}
