package io.dephasing.core.slice;

import io.dephasing.core.bytes.TextBytes;
import io.dephasing.core.bytes.Varints;
import io.dephasing.core.event.Instance;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many retries each of the {@value #SIZE} clients with the smallest hashes makes, and all
 * together: whether one of them makes most of them. A function of the events alone; of a group of
 * more clients it may not know the one.
 */
public final class Busiest extends SliceComponent<Busiest> {
  /** Clients that are counted one by one. */
  public static final int SIZE = 16;

  /** By hash, then by id. */
  private final List<Client> clients = new ArrayList<>(1);

  private long events;

  private record Client(Instance instance, long events) {
    boolean isBefore(Instance other) {
      return instance.hash() != other.hash()
          ? instance.hash() < other.hash()
          : instance.id().compareTo(other.id()) < 0;
    }
  }

  @Override
  void fold(Arrangement arrangement) {
    Actors actors = arrangement.actors();
    int[] counts = new int[actors.size()];
    for (int n = 0; n < arrangement.starts(); n++) {
      counts[arrangement.actor(arrangement.start(n))]++;
    }
    for (int actor = 0; actor < counts.length; actor++) {
      events += counts[actor];
      if (counts[actor] > 0 && hasPlace(actors.hash(actor))) {
        offer(InstanceSample.cut(actors.instance(actor)), counts[actor]);
      }
    }
  }

  private boolean hasPlace(int hash) {
    return clients.size() < SIZE || hash <= clients.get(SIZE - 1).instance.hash();
  }

  private void offer(Instance instance, long more) {
    int at = 0;
    while (at < clients.size() && clients.get(at).isBefore(instance)) {
      at++;
    }
    if (at < clients.size() && clients.get(at).instance.equals(instance)) {
      clients.set(at, new Client(instance, clients.get(at).events + more));
      return;
    }
    clients.add(at, new Client(instance, more));
    if (clients.size() > SIZE) {
      clients.remove(SIZE);
    }
  }

  @Override
  public void absorb(Busiest other) {
    events += other.events;
    other.clients.forEach(client -> offer(client.instance, client.events));
  }

  /**
   * Who makes this share of all retries by itself; null where nobody is known to.
   *
   * @param share above a half, at most 1
   */
  public @Nullable Instance client(double share) {
    for (Client client : clients) {
      if (client.events >= share * events) {
        return client.instance;
      }
    }
    return null;
  }

  @Override
  public boolean isEmpty() {
    return events == 0;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.write(out, events);
    Varints.write(out, clients.size());
    for (Client client : clients) {
      out.writeInt(client.instance.hash());
      TextBytes.write(out, client.instance.id());
      Varints.write(out, client.events);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    events = Varints.read(in);
    for (int left = Varints.readInt(in); left > 0; left--) {
      int hash = in.readInt();
      clients.add(new Client(new Instance(TextBytes.read(in), hash), Varints.read(in)));
    }
  }
}
