package io.dephasing.export.series;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.PlainText;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A series' identity: its labels, its name among them, in the order of their names. Immutable. */
public final class SeriesLabels {
  /** The label that holds a metric's name. */
  public static final String NAME = "__name__";

  /** No label at all. */
  public static final SeriesLabels NONE = new SeriesLabels(new String[0]);

  // Name, value, name, value …
  private final String[] pairs;

  private SeriesLabels(String[] pairs) {
    this.pairs = pairs;
  }

  /** Those of a group: a roll-up has no {@code group}, and over all no {@code service}. */
  public static SeriesLabels of(GroupKey group) {
    SeriesLabels labels = NONE.with("kind", group.kind().id());
    if (!group.isOverAll()) {
      labels = labels.with("service", group.service());
    }
    if (!group.isRollUp()) {
      labels = labels.with("group", group.name());
    }
    @Nullable String cohort = group.cohort();
    return cohort == null ? labels : labels.with("cohort", cohort);
  }

  /** The labels of a metric. */
  public SeriesLabels named(String metric) {
    return with(NAME, metric);
  }

  /** With one label more, or another value of it; an empty value is none. */
  public SeriesLabels with(String name, String value) {
    String cleaned = PlainText.name(value);
    int at = 0;
    while (at < pairs.length && pairs[at].compareTo(name) < 0) {
      at += 2;
    }
    boolean isKnown = at < pairs.length && pairs[at].equals(name);
    int rest = isKnown ? at + 2 : at;
    int added = cleaned.isEmpty() ? 0 : 2;
    String[] changed = new String[at + added + pairs.length - rest];
    System.arraycopy(pairs, 0, changed, 0, at);
    if (added > 0) {
      changed[at] = name;
      changed[at + 1] = cleaned;
    }
    System.arraycopy(pairs, rest, changed, at + added, pairs.length - rest);
    return new SeriesLabels(changed);
  }

  /** The value of a label, if there is one. */
  public @Nullable String value(String name) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(name)) {
        return pairs[i + 1];
      }
    }
    return null;
  }

  /** Name and value of each, by name. */
  public void forEach(BiConsumer<String, String> each) {
    for (int i = 0; i < pairs.length; i += 2) {
      each.accept(pairs[i], pairs[i + 1]);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SeriesLabels that && Arrays.equals(that.pairs, pairs);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(pairs);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    forEach(
        (name, value) ->
            text.append(text.length() == 1 ? "" : ", ")
                .append(name)
                .append("=\"")
                .append(value)
                .append('"'));
    return text.append('}').toString();
  }
}
