package io.dephasing.export.alertmanager;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dephasing.schemas.Alert;
import io.dephasing.schemas.Group;
import java.io.Serializable;
import java.net.URLEncoder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an alert's reader goes on.
 *
 * @param grafana Grafana's address; null where there is none
 * @param docs address of these docs; null where they are nowhere
 */
public record Links(@Nullable String grafana, @Nullable String docs) implements Serializable {
  private static final long BEFORE_MILLIS = 15 * 60_000L;
  private static final long AFTER_MILLIS = 5 * 60_000L;

  /** The debug dashboard around the herd. */
  @Nullable String dashboard(Alert alert) {
    if (grafana == null) {
      return null;
    }
    Group group = alert.getGroup();
    StringBuilder link = new StringBuilder(trimmed(grafana)).append("/d/dephasing-debug?");
    link.append("var-kind=").append(encoded(group.getKind()));
    if (!group.getService().equals("*")) {
      link.append("&var-service=").append(encoded(group.getService()));
    }
    if (!group.getName().equals("*")) {
      link.append("&var-group=").append(encoded(group.getName()));
    }
    long startsAt = alert.getStartsAt().toEpochMilli();
    @Nullable Instant endsAt = alert.getEndsAt();
    long last = endsAt == null ? alert.getDecidedAt().toEpochMilli() : endsAt.toEpochMilli();
    return link.append("&from=")
        .append(startsAt - BEFORE_MILLIS)
        .append("&to=")
        .append(Math.max(last, startsAt) + AFTER_MILLIS)
        .toString();
  }

  /** The rule's runbook. */
  @Nullable String runbook(Alert alert) {
    @Nullable String path = alert.getRunbook();
    if (path == null || path.isEmpty() || path.contains("://")) {
      return path;
    }
    return docs == null ? null : trimmed(docs) + "/" + path;
  }

  private static String trimmed(String address) {
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, UTF_8);
  }
}
