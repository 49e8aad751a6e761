package io.dephasing.cli.page;

import io.dephasing.core.event.Event;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.RunPhase;
import io.dephasing.schemas.Alert;
import io.dephasing.schemas.Recommendation;
import io.dephasing.schemas.Sli;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the page knows, in bounded memory: one thread tells it, those of the browsers ask it. Every
 * change has a number, so that a browser is told what is new since it asked last, and one that
 * comes late is told everything.
 */
final class PageModel {
  /** Groups that are kept: one with an alert makes room for itself. */
  static final int GROUPS = 500;

  private final Setting setting;
  private final Map<GroupKey, GroupHour> groups = new HashMap<>();
  private final AlertBoard alerts = new AlertBoard();
  private Source source = Source.WAITING;
  private long skipped;
  private long passedOver;
  private long change;
  private long groupsChange;
  private boolean isClosed;

  /**
   * What does not come from Kafka.
   *
   * @param name of what is shown, for the title
   * @param script of time and story
   */
  record Setting(String name, Supplier<LivePage.Script> script) {
    long nowMillis() {
      return script.get().clock().getAsLong();
    }
  }

  /** Whether Kafka answers. */
  enum Source {
    WAITING,
    OPEN,
    LOST
  }

  /** Nothing is known yet. */
  PageModel(Setting setting) {
    this.setting = setting;
  }

  /** Takes an SLI in. */
  synchronized void add(Sli sli) {
    GroupHour group = group(GroupKey.parse(sli.getGroupKey()));
    if (group != null) {
      group.add(sli, next());
    }
  }

  /** Takes a transition of an alert in. */
  synchronized void add(Alert alert) {
    GroupKey key = GroupKey.parse(alert.getGroupKey());
    if (!groups.containsKey(key) && groups.size() >= GROUPS) {
      forgetOne();
    }
    var unused = group(key);
    alerts.add(alert, next());
    groupsChange = change;
  }

  /** Takes a recommendation in. */
  synchronized void add(Recommendation recommendation) {
    alerts.add(recommendation, next());
  }

  /** Takes an event in; those that begin nothing do not matter. */
  synchronized void add(Event event) {
    if (event.phase() != RunPhase.START) {
      return;
    }
    GroupHour group = group(event.group());
    if (group != null) {
      group.add(event.instance().hash(), event.timeMillis(), next());
    }
  }

  /** Says that events were left out, for there were too many. */
  synchronized void skip(long events) {
    skipped += events;
    next();
  }

  /** Says that a record was left out, for it cannot be read. */
  synchronized void passOver() {
    passedOver++;
    next();
  }

  /** Says whether Kafka answers. */
  synchronized void source(Source now) {
    if (source != now) {
      source = now;
      next();
    }
  }

  /** Says that nothing more will come, and wakes whoever waits. */
  synchronized void close() {
    isClosed = true;
    next();
  }

  /** Waits until something changes after this change, or for this long, ms. */
  synchronized void await(long known, long patienceMillis) throws InterruptedException {
    long deadline = System.nanoTime() + patienceMillis * 1_000_000;
    long left = patienceMillis;
    while (change <= known && !isClosed && left > 0) {
      wait(left);
      left = (deadline - System.nanoTime()) / 1_000_000;
    }
  }

  /** Whether nothing more will come. */
  synchronized boolean isClosed() {
    return isClosed;
  }

  /**
   * What is new. Another group than the one before is told as a whole.
   *
   * @param wanted canonical key of the group to be told about; empty for the one most worth a look
   * @param known what the one who asks was told last; {@link PageUpdate#NOTHING} at first
   */
  synchronized PageUpdate update(Optional<String> wanted, PageUpdate known) {
    Optional<GroupHour> group = wanted.flatMap(this::find).or(() -> liveliest(known));
    String key = group.map(g -> g.key().canonical()).orElse("");
    boolean isWhole = known.change() < 0 || !key.equals(known.groupKey());
    long since = isWhole ? -1 : known.change();
    UpdateText text =
        new UpdateText(setting, new UpdateText.State(source, skipped, passedOver, isWhole));
    String json = text.of(group, groups, alerts, new UpdateText.Since(since, groupsChange));
    return new PageUpdate(change, key, json);
  }

  private Optional<GroupHour> find(String canonical) {
    return groups.values().stream().filter(g -> g.key().canonical().equals(canonical)).findFirst();
  }

  /** Whoever looks keeps looking, unless another group has far more to show. */
  private Optional<GroupHour> liveliest(PageUpdate known) {
    Optional<GroupHour> best = Interest.best(groups.values(), alerts);
    Optional<GroupHour> shown = find(known.groupKey());
    if (shown.isEmpty() || best.isEmpty()) {
      return best;
    }
    int rank = Interest.rank(shown.get(), alerts);
    boolean isWorthIt = rank < Interest.CAUSE && Interest.rank(best.get(), alerts) > rank;
    return isWorthIt ? best : shown;
  }

  /** The group, or null where there are too many. */
  private @Nullable GroupHour group(GroupKey key) {
    GroupHour known = groups.get(key);
    if (known != null || groups.size() >= GROUPS) {
      return known;
    }
    GroupHour group = new GroupHour(key);
    groups.put(key, group);
    groupsChange = next();
    return group;
  }

  private void forgetOne() {
    Collection<GroupHour> all = groups.values();
    all.stream()
        .filter(group -> alerts.of(group.key().canonical()).isEmpty())
        .min(Comparator.comparingLong(GroupHour::lastChange))
        .ifPresent(group -> groups.remove(group.key()));
  }

  private long next() {
    change++;
    notifyAll();
    return change;
  }
}
