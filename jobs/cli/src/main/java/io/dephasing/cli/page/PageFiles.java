package io.dephasing.cli.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The files of the page: a fixed list, from the class path, so that no path leads anywhere else.
 */
final class PageFiles {
  private static final String OWN = "/io/dephasing/cli/page/";
  private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
  private static final Map<String, Source> SOURCES = sources();

  private PageFiles() {}

  /**
   * A file.
   *
   * @param type its media type
   * @param resource where it is on the class path
   */
  private record Source(String type, String resource) {}

  /**
   * A file that was read.
   *
   * @param type its media type
   * @param text all of it
   */
  record Content(String type, String text) {}

  private static Map<String, Source> sources() {
    String script = "text/javascript; charset=utf-8";
    String style = "text/css; charset=utf-8";
    Map<String, Source> sources = new LinkedHashMap<>();
    sources.put("/", new Source("text/html; charset=utf-8", OWN + "index.html"));
    sources.put("/icon.svg", new Source("image/svg+xml", OWN + "icon.svg"));
    for (String name : new String[] {"page.css", "charts.css"}) {
      sources.put("/" + name, new Source(style, OWN + name));
    }
    for (String name :
        new String[] {
          "main", "stream", "state", "chart", "charts", "raster", "alerts", "compare", "words"
        }) {
      sources.put("/" + name + ".js", new Source(script, OWN + name + ".js"));
    }
    sources.put("/lib/uPlot.esm.js", new Source(script, CHARTS + "uPlot.esm.js"));
    sources.put("/lib/uPlot.min.css", new Source(style, CHARTS + "uPlot.min.css"));
    return Map.copyOf(sources);
  }

  /** All paths that there are. */
  static Iterable<String> paths() {
    return SOURCES.keySet();
  }

  /** What is there; empty where nothing is. */
  static Optional<Content> read(String path) throws IOException {
    Source source = SOURCES.get(path);
    if (source == null) {
      return Optional.empty();
    }
    try (InputStream in = PageFiles.class.getResourceAsStream(source.resource())) {
      if (in == null) {
        throw new IOException("not on the class path: " + source.resource());
      }
      return Optional.of(new Content(source.type(), new String(in.readAllBytes(), UTF_8)));
    }
  }
}
