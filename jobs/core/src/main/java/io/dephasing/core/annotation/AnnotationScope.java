package io.dephasing.core.annotation;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * For whom an annotation holds; what is null stands for all.
 *
 * @param service owner of the groups; {@code *} for all services
 * @param kind kind of their events
 * @param group job, operation or action
 * @param cohort tenant, zone or version
 */
public record AnnotationScope(
    String service, @Nullable EventKind kind, @Nullable String group, @Nullable String cohort) {
  private static final int MOST_CHARACTERS = 256;

  public AnnotationScope {
    service = name("service", service);
    group = group == null ? null : name("group", group);
    cohort = cohort == null ? null : name("cohort", cohort);
  }

  /** All groups of a service. */
  public static AnnotationScope ofService(String service) {
    return new AnnotationScope(service, null, null, null);
  }

  /**
   * Whether it holds for a group. A roll-up is more than any one group or cohort of it: it is meant
   * where its whole service is.
   */
  public boolean covers(GroupKey key) {
    return (service.equals(GroupKey.ALL) || service.equals(key.service()))
        && (kind == null || kind == key.kind())
        && (group == null || group.equals(key.name()))
        && (cohort == null || cohort.equals(key.cohort()));
  }

  /** Spelled as the names of groups are. */
  private static String name(String field, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("%s: must not be blank".formatted(field));
    }
    BoundedTexts.checkLength(field, value, MOST_CHARACTERS);
    return PlainText.name(value);
  }
}
