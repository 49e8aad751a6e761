package io.dephasing.cli.page;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which Host headers are answered: those of this machine alone. A page elsewhere whose name was
 * made to point here (DNS rebinding) still sends its own name.
 */
final class HostRule {
  private final Set<String> allowed;

  /** The rule of a server at this port of localhost. */
  HostRule(int port) {
    allowed = Set.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port);
  }

  /** Whether a request with these Host headers is answered. */
  boolean isAllowed(@Nullable List<String> hosts) {
    return hosts != null
        && hosts.size() == 1
        && allowed.contains(hosts.get(0).trim().toLowerCase(Locale.ROOT));
  }
}
