package io.dephasing.operators.group;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.alert.Status;
import org.apache.flink.api.common.state.MapState;

/**
 * Alerts that began long before they were found, as in a first start over a full topic: nobody is
 * paged for them. An alert that was stale when it fired stays so until it is resolved.
 */
final class StaleAlerts {
  private final MapState<String, Boolean> stale;
  private final long staleAfterMillis;

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

  private boolean isStale(AlertTransition transition, long nowMillis) throws Exception {
    String id = transition.identity().alertId();
    boolean isKnown = stale.contains(id);
    if (transition.status() == Status.RESOLVED) {
      stale.remove(id);
      return isKnown;
    }
    if (!isKnown && nowMillis - transition.lifetime().startsAtMillis() > staleAfterMillis) {
      stale.put(id, true);
      return true;
    }
    return isKnown;
  }
}
