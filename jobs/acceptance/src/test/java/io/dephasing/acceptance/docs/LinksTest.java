package io.dephasing.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.repository.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LinksTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```$|`[^`\n]*`");

  /** Spaces and parentheses within it are no excuse: then it leads nowhere. */
  private static final Pattern LINK = Pattern.compile("\\]\\(((?:[^()\n]|\\([^()\n]*\\))+)\\)");

  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");
  private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\">");
  private static final Pattern ELSEWHERE = Pattern.compile("^[a-z]+:.*");

  static Stream<String> pages() {
    return Repository.markdown().stream().map(Repository::name);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void each_link_of_a_page_leads_somewhere(String name) {
    Path page = Repository.ROOT.resolve(name);
    List<String> broken = new ArrayList<>();
    for (String link : links(page)) {
      if (!ELSEWHERE.matcher(link).matches() && !leadsSomewhere(page, link)) {
        broken.add(link);
      }
    }
    assertThat(broken).isEmpty();
  }

  private static List<String> links(Path page) {
    String prose = BLOCK.matcher(Repository.text(page)).replaceAll("");
    return LINK.matcher(prose).results().map(result -> result.group(1)).toList();
  }

  private static boolean leadsSomewhere(Path page, String link) {
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
    if (!Files.exists(target)) {
      return false;
    }
    return hash < 0 || anchors(target).contains(link.substring(hash + 1));
  }

  private static List<String> anchors(Path page) {
    String text = Repository.text(page);
    Stream<String> headings =
        HEADING.matcher(text).results().map(result -> anchor(result.group(1)));
    Stream<String> own = ANCHOR.matcher(text).results().map((MatchResult r) -> r.group(1));
    return Stream.concat(headings, own).collect(Collectors.toList());
  }

  /** As hosts of Git make them: lower case, hyphens for spaces, no punctuation. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }
}
