package io.dephasing.repository;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A fenced block of a page.
 *
 * @param page that shows it
 * @param line of the fence, from 1
 * @param language what stands behind the fence: {@code yaml} is a job's configuration, {@code sh}
 *     is typed, {@code json} and {@code java} are examples of events
 * @param text without the fences, unindented
 */
public record CodeBlock(Path page, int line, String language, String text) {
  private static final String FENCE = "```";

  /** All blocks of all pages with this language. */
  public static Stream<CodeBlock> all(String language) {
    return Repository.markdown().stream()
        .flatMap(page -> of(page).stream())
        .filter(block -> block.language.equals(language));
  }

  private static List<CodeBlock> of(Path page) {
    List<CodeBlock> blocks = new ArrayList<>();
    List<String> lines = Repository.text(page).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String opening = lines.get(i);
      if (opening.strip().startsWith(FENCE)) {
        int indent = opening.indexOf(FENCE);
        int from = i;
        StringBuilder text = new StringBuilder();
        for (i++; i < lines.size() && !lines.get(i).strip().equals(FENCE); i++) {
          String line = lines.get(i);
          text.append(line.substring(Math.min(indent, line.length()))).append('\n');
        }
        blocks.add(
            new CodeBlock(page, from + 1, opening.strip().substring(3).strip(), text.toString()));
      }
    }
    return blocks;
  }

  @Override
  public String toString() {
    return Repository.name(page) + ":" + line;
  }
}
