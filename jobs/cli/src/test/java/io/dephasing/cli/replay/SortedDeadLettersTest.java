package io.dephasing.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.cli.kafka.DeadLetterLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortedDeadLettersTest {
  private static final int RUN_CHARACTERS = 10_000;

  @TempDir Path folder = Path.of("");

  @Test
  void many_are_sorted_without_being_held() throws Exception {
    List<DeadLetterLine> letters = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      letters.add(new DeadLetterLine("t" + i / 500, i / 250 % 2, i, "\u00e4 " + i));
    }
    List<String> expected = letters.stream().map(DeadLetterLine::json).toList();
    Collections.shuffle(letters, new Random(7));

    Path file = folder.resolve("all");
    SortedDeadLetters sorted = new SortedDeadLetters(folder, RUN_CHARACTERS);
    letters.forEach(sorted::add);

    assertThat(sorted.runs()).isGreaterThan(10);
    assertThat(sorted.write(file)).isEqualTo(1_000);
    assertThat(Files.readAllLines(file)).isEqualTo(expected);
  }

  @Test
  void none_is_an_empty_file() throws Exception {
    Path file = folder.resolve("none");

    assertThat(new SortedDeadLetters(folder).write(file)).isZero();
    assertThat(file).isEmptyFile();
  }
}
