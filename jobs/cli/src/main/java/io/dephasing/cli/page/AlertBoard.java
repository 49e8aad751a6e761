package io.dephasing.cli.page;

import io.dephasing.schemas.Alert;
import io.dephasing.schemas.AlertState;
import io.dephasing.schemas.Recommendation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The newest alerts, each as its last transition left it. Bounded: the oldest resolved goes. */
final class AlertBoard {
  /** Alerts that are kept. */
  static final int KEPT = 200;

  private final Map<String, Post> byId = new LinkedHashMap<>();

  /** By the alert's id; a recommendation may come before its alert. */
  private final Map<String, Recommendation> cures = new LinkedHashMap<>();

  /**
   * An alert.
   *
   * @param alert its last transition
   * @param firing the last transition in which it fired: that one has the live evidence
   * @param cure what is recommended, if anything is
   * @param change number of the change of the model that brought it
   */
  record Post(Alert alert, Alert firing, Optional<Recommendation> cure, long change) {
    boolean isFiring() {
      return alert.getState() == AlertState.FIRING;
    }
  }

  /** Takes a transition in. One that is older than what is known changes nothing. */
  void add(Alert alert, long change) {
    Post known = byId.get(alert.getAlertId());
    if (known != null && !known.isFiring() && alert.getState() == AlertState.FIRING) {
      return;
    }
    boolean isFiring = alert.getState() == AlertState.FIRING;
    Alert firing = known == null || isFiring ? alert : known.firing();
    byId.put(
        alert.getAlertId(),
        new Post(alert, firing, Optional.ofNullable(cures.get(alert.getAlertId())), change));
    if (byId.size() > KEPT) {
      byId.remove(oldest());
    }
  }

  /** Takes a recommendation in; one that no alert asked for is left out. */
  void add(Recommendation cure, long change) {
    String id = cure.getAlertId();
    if (id == null) {
      return;
    }
    cures.put(id, cure);
    if (cures.size() > KEPT) {
      cures.remove(cures.keySet().iterator().next());
    }
    byId.computeIfPresent(
        id, (known, post) -> new Post(post.alert(), post.firing(), Optional.of(cure), change));
  }

  /** All of them, in the order in which they came. */
  Collection<Post> posts() {
    return byId.values();
  }

  /** Those of a group, in the order in which they came. */
  List<Post> of(String groupKey) {
    return byId.values().stream().filter(p -> p.alert().getGroupKey().equals(groupKey)).toList();
  }

  /** Those that changed after a change of the model, in the order in which they came. */
  List<Post> since(long change) {
    return byId.values().stream().filter(post -> post.change() > change).toList();
  }

  private String oldest() {
    List<Map.Entry<String, Post>> entries = new ArrayList<>(byId.entrySet());
    return entries.stream()
        .filter(entry -> !entry.getValue().isFiring())
        .findFirst()
        .orElse(entries.get(0))
        .getKey();
  }
}
