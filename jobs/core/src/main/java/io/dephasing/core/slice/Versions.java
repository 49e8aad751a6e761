package io.dephasing.core.slice;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.PlainText;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of the software acted, and who had them (METHOD 14.6): of the {@value #MOST}
 * versions whose names hash least, so that the choice does not depend on order.
 */
public final class Versions extends SliceComponent<Versions> {
  /** Versions of a slice that are followed. */
  public static final int MOST = 4;

  /** Longer names end in their hash instead: state is bounded. */
  public static final int MAX_LENGTH = 64;

  private static final Seen[] NOTHING = {};

  /** By hash of the name, then by name. */
  private Seen[] seen = NOTHING;

  /** Takes versions. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * One version.
     *
     * @param firstMillis its first event, since the slice's start
     * @param lastMillis its last event, since the slice's start
     */
    void accept(String version, long firstMillis, long lastMillis, DistinctInstances instances);
  }

  private static final class Seen {
    private final String version;
    private int firstMillis = Integer.MAX_VALUE;
    private int lastMillis;
    private final DistinctInstances instances = DistinctInstances.wide();

    Seen(String version) {
      this.version = version;
    }

    void at(int millis) {
      firstMillis = Math.min(firstMillis, millis);
      lastMillis = Math.max(lastMillis, millis);
    }
  }

  /** Folds one event in, if it names what is asked for. */
  void add(EventBatch batch, int i) {
    Event event = batch.named(i);
    String version = event == null ? null : event.details().tags().version();
    if (version == null) {
      return;
    }
    Seen found = find(PlainText.shortened(version, MAX_LENGTH));
    if (found != null) {
      found.at(batch.millisOfSlice(i));
      found.instances.add(batch.hash(i));
    }
  }

  /** What is known of the version; null where there are enough that hash less. */
  private @Nullable Seen find(String version) {
    int at = 0;
    while (at < seen.length && isLess(seen[at].version, version)) {
      at++;
    }
    if (at < seen.length && seen[at].version.equals(version)) {
      return seen[at];
    }
    if (at == MOST) {
      return null;
    }
    Seen[] more = Arrays.copyOf(seen, Math.min(MOST, seen.length + 1));
    System.arraycopy(seen, at, more, at + 1, more.length - 1 - at);
    more[at] = new Seen(version);
    seen = more;
    return more[at];
  }

  private static boolean isLess(String one, String other) {
    int byHash = Integer.compare(one.hashCode(), other.hashCode());
    return byHash != 0 ? byHash < 0 : one.compareTo(other) < 0;
  }

  @Override
  public void absorb(Versions other) {
    for (Seen theirs : other.seen) {
      Seen mine = find(theirs.version);
      if (mine != null) {
        mine.at(theirs.firstMillis);
        mine.at(theirs.lastMillis);
        mine.instances.absorb(theirs.instances);
      }
    }
  }

  @Override
  public boolean isEmpty() {
    return seen.length == 0;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(seen.length);
    for (Seen each : seen) {
      out.writeUTF(each.version);
      Varints.write(out, each.firstMillis);
      Varints.write(out, each.lastMillis);
      each.instances.write(out);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    Seen[] read = new Seen[in.readByte()];
    for (int i = 0; i < read.length; i++) {
      Seen each = new Seen(in.readUTF());
      each.at(Varints.readInt(in));
      each.at(Varints.readInt(in));
      each.instances.read(in);
      read[i] = each;
    }
    seen = read;
  }

  /** The versions that acted. */
  public void forEach(Visitor visitor) {
    for (Seen each : seen) {
      visitor.accept(each.version, each.firstMillis, each.lastMillis, each.instances);
    }
  }
}
