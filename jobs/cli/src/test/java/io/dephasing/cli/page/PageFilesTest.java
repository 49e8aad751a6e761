package io.dephasing.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class PageFilesTest {
  private static final Pattern REFERENCE =
      Pattern.compile("(?:(?:src|href)=\"|from \"\\.)(/[^\"]*)\"");

  @Test
  void every_file_is_there_and_refers_to_others_that_are() throws IOException {
    List<String> references = new ArrayList<>();
    for (String path : PageFiles.paths()) {
      PageFiles.Content content = PageFiles.read(path).orElseThrow();
      assertThat(content.text()).as(path).isNotBlank();
      if (!path.startsWith("/lib/")) {
        Matcher matcher = REFERENCE.matcher(content.text());
        while (matcher.find()) {
          references.add(matcher.group(1));
        }
      }
    }

    assertThat(references).hasSizeGreaterThan(20);
    for (String reference : references) {
      assertThat(PageFiles.read(reference)).as(reference).isPresent();
    }
  }

  @Test
  void nothing_comes_from_elsewhere_and_nothing_makes_html() throws IOException {
    for (String path : PageFiles.paths()) {
      if (path.startsWith("/lib/") || path.equals("/icon.svg")) {
        continue;
      }
      assertThat(PageFiles.read(path).orElseThrow().text())
          .as(path)
          .doesNotContain("http://", "https://", "innerHTML", "outerHTML", "insertAdjacentHTML")
          .doesNotContain("document.write", "eval(", " style=\"", "onclick=");
    }
  }

  @Test
  void there_is_no_other_file() throws IOException {
    for (String path : List.of("/../page.css", "/main.js/", "/log4j2.properties", "", "/lib/")) {
      assertThat(PageFiles.read(path)).as(path).isEmpty();
    }
  }
}
