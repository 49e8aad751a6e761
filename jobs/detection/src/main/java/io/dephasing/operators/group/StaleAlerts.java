package io.dephasing.operators.group;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.alert.Status;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * Marks alerts that began long before they were found, as in the first start on a topic with a week
 * of events: nobody is paged for them. The mark is set when an alert fires and does not change
 * until it is resolved.
 */
final class StaleAlerts {
  private final MapState<String, Boolean> stale;
  private final long staleAfterMillis;

  // An entry is cleared when its alert resolves.
  private static final MapStateDescriptor<String, Boolean> STALE =
      new MapStateDescriptor<>("stale-alerts", Types.STRING, Types.BOOLEAN);

  static StaleAlerts of(RuntimeContext context, long staleAfterMillis) {
    return new StaleAlerts(context.getMapState(STALE), staleAfterMillis);
  }

  StaleAlerts(MapState<String, Boolean> stale, long staleAfterMillis) {
    this.stale = stale;
    this.staleAfterMillis = staleAfterMillis;
  }

  AlertTransition mark(AlertTransition transition, long nowMillis) {
    if (staleAfterMillis == 0) {
      return transition;
    }
    try {
      return isStale(transition, nowMillis) ? transition.asStale() : transition;
    } catch (Exception e) {
      throw new IllegalStateException(
          "state of %s cannot be read".formatted(transition.group().canonical()), e);
    }
  }

  /** Decided when the alert fires: one that grows for long was no less prompt for that. */
  private boolean isStale(AlertTransition transition, long nowMillis) throws Exception {
    String id = transition.identity().alertId();
    @Nullable Boolean isStale = stale.get(id);
    if (transition.status() == Status.RESOLVED) {
      stale.remove(id);
      return isStale != null && isStale;
    }
    if (isStale == null) {
      isStale = nowMillis - transition.lifetime().startsAtMillis() > staleAfterMillis;
      stale.put(id, isStale);
    }
    return isStale;
  }
}
