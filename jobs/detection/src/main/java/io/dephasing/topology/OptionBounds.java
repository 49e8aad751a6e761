package io.dephasing.topology;

import io.dephasing.formats.wire.WireFormats;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The range that the value of an option must lie in, with the error that names it. */
final class OptionBounds {
  static final Predicate<Object> ANY = value -> true;
  static final Predicate<Object> NOT_BLANK = value -> !value.toString().isBlank();
  static final Predicate<Object> FORMATS =
      value -> value instanceof List<?> list && !list.isEmpty() && formats().containsAll(list);

  /** An address without a password: addresses are logged. */
  static final Predicate<Object> URL = value -> isUrl(value.toString());

  static final Predicate<Object> URLS =
      value -> value instanceof List<?> list && list.stream().allMatch(URL);

  /** Names as Prometheus has them, and none that targets or our own series have. */
  static final Predicate<Object> LABELS =
      value ->
          value instanceof Map<?, ?> map
              && map.keySet().stream().allMatch(name -> LabelNames.isAllowed(name.toString()));

  static final String PEM_FILES =
      "a map of paths of PEM files: ca-file; certificate-file together with key-file";

  static final Predicate<Object> TLS =
      value -> value instanceof Map<?, ?> map && PemFile.isComplete(map);

  private OptionBounds() {}

  private static boolean isUrl(String text) {
    try {
      URI uri = new URI(text);
      return uri.getHost() != null
          && uri.getUserInfo() == null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  static List<String> formats() {
    return WireFormats.all().stream().map(WireFormats::id).toList();
  }

  static Predicate<Object> between(Duration least, Duration most) {
    return value ->
        value instanceof Duration duration
            && duration.compareTo(least) >= 0
            && duration.compareTo(most) <= 0;
  }

  static Predicate<Object> between(int least, int most) {
    return value -> value instanceof Integer number && number >= least && number <= most;
  }

  static Predicate<Object> oneOf(String... names) {
    return value -> Arrays.asList(names).contains(value.toString());
  }

  static String text(Object value) {
    return value instanceof Duration duration ? duration.toMillis() + " ms" : value.toString();
  }

  static String cause(IllegalArgumentException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
