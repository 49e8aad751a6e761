package io.dephasing.core.slice;

import io.dephasing.core.bytes.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Events and clients of resource keys in each second of a slice, of what was on time. A cell is a
 * key's second: a count, and 64 bits of which each client has one. At most {@value #MOST} cells;
 * beyond that the key with the fewest events is let go of, so that what is left says too little
 * rather than too much.
 */
public final class KeySeconds {
  /** Cells of a slice: four keys that act in each second, or many that do not. */
  public static final int MOST = 240;

  private static final Map<String, Cells> NOTHING = Map.of();

  private Map<String, Cells> byKey = NOTHING;
  private int size;

  /** The seconds of one key, ascending. */
  private static final class Cells {
    private byte[] buckets = new byte[2];
    private int[] events = new int[2];
    private long[] clients = new long[2];
    private int length;
    private long allEvents;

    /** Whether the second is a new one. */
    boolean add(int bucket, int count, long bits) {
      int at = length;
      while (at > 0 && buckets[at - 1] > bucket) {
        at--;
      }
      boolean isNew = at == 0 || buckets[at - 1] != bucket;
      if (isNew) {
        insert(at, bucket);
      } else {
        at--;
      }
      events[at] += count;
      clients[at] |= bits;
      allEvents += count;
      return isNew;
    }

    private void insert(int at, int bucket) {
      if (length == buckets.length) {
        int longer = Math.min(Slice.BUCKETS, 2 * length);
        buckets = Arrays.copyOf(buckets, longer);
        events = Arrays.copyOf(events, longer);
        clients = Arrays.copyOf(clients, longer);
      }
      System.arraycopy(buckets, at, buckets, at + 1, length - at);
      System.arraycopy(events, at, events, at + 1, length - at);
      System.arraycopy(clients, at, clients, at + 1, length - at);
      buckets[at] = (byte) bucket;
      events[at] = 0;
      clients[at] = 0;
      length++;
    }
  }

  void add(String key, int bucket, int clientHash) {
    add(key, bucket, 1, 1L << (clientHash & 63));
    // Not at each key beyond the limit: where every event has its own, that would cost.
    if (size > 2 * MOST) {
      trim();
    }
  }

  private void add(String key, int bucket, int events, long clients) {
    if (byKey == NOTHING) {
      byKey = new HashMap<>();
    }
    Cells cells = cells(key);
    size += cells.add(bucket, events, clients) ? 1 : 0;
  }

  private Cells cells(String key) {
    Cells cells = byKey.get(key);
    if (cells == null) {
      cells = new Cells();
      byKey.put(key, cells);
    }
    return cells;
  }

  /** Lets go of the keys with the fewest events, of several the last by name. */
  private void trim() {
    List<Map.Entry<String, Cells>> fewest = new ArrayList<>(byKey.entrySet());
    fewest.sort(
        Comparator.<Map.Entry<String, Cells>>comparingLong(entry -> entry.getValue().allEvents)
            .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()));
    for (int i = 0; size > MOST; i++) {
      byKey.remove(fewest.get(i).getKey());
      size -= fewest.get(i).getValue().length;
    }
  }

  void absorb(KeySeconds other) {
    for (Map.Entry<String, Cells> entry : other.byKey.entrySet()) {
      Cells theirs = entry.getValue();
      for (int i = 0; i < theirs.length; i++) {
        add(entry.getKey(), theirs.buckets[i], theirs.events[i], theirs.clients[i]);
      }
    }
    if (size > MOST) {
      trim();
    }
  }

  void write(DataOutput out) throws IOException {
    if (size > MOST) {
      trim();
    }
    Varints.write(out, byKey.size());
    String[] keys = byKey.keySet().toArray(new String[0]);
    Arrays.sort(keys);
    for (String key : keys) {
      Cells cells = cells(key);
      out.writeUTF(key);
      out.writeByte(cells.length);
      for (int i = 0; i < cells.length; i++) {
        out.writeByte(cells.buckets[i]);
        Varints.write(out, cells.events[i]);
        writeClients(out, cells.clients[i]);
      }
    }
  }

  /** One client, as there mostly is, takes a byte. */
  private static void writeClients(DataOutput out, long clients) throws IOException {
    boolean isOne = Long.bitCount(clients) == 1;
    out.writeByte(isOne ? Long.numberOfTrailingZeros(clients) : clients == 0 ? 65 : 64);
    if (!isOne && clients != 0) {
      out.writeLong(clients);
    }
  }

  void read(DataInput in) throws IOException {
    for (int left = Varints.readInt(in); left > 0; left--) {
      String key = in.readUTF();
      for (int cells = in.readByte(); cells > 0; cells--) {
        add(key, in.readByte(), Varints.readInt(in), readClients(in));
      }
    }
  }

  private static long readClients(DataInput in) throws IOException {
    int form = in.readByte();
    return form == 64 ? in.readLong() : form == 65 ? 0 : 1L << form;
  }

  /** Keys that are followed by second; not to be written to. */
  public Set<String> keys() {
    return byKey.keySet();
  }

  /** Whether no key is followed. */
  public boolean isEmpty() {
    return byKey.isEmpty();
  }

  /** Events of a key in the seconds from first to last of the slice, both inside. */
  public long events(String key, int first, int last) {
    Cells cells = byKey.get(key);
    long sum = 0;
    for (int i = 0; cells != null && i < cells.length; i++) {
      sum += cells.buckets[i] >= first && cells.buckets[i] <= last ? cells.events[i] : 0;
    }
    return sum;
  }

  /** Bits of the clients of a key in the seconds from first to last of the slice. */
  public long clients(String key, int first, int last) {
    Cells cells = byKey.get(key);
    long union = 0;
    for (int i = 0; cells != null && i < cells.length; i++) {
      union |= cells.buckets[i] >= first && cells.buckets[i] <= last ? cells.clients[i] : 0;
    }
    return union;
  }

  /** Lets go of all keys: no position reaches back so far. */
  public void clear() {
    byKey = NOTHING;
    size = 0;
  }
}
