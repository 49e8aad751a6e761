package io.dephasing.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.dephasing.repository.CodeBlock;
import io.dephasing.topology.OptionsLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ConfigurationExamplesTest {
  static Stream<CodeBlock> configurations() {
    return CodeBlock.all("yaml");
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void a_configuration_in_the_documentation_is_understood(CodeBlock block) {
    assertThatCode(() -> new OptionsLoader().parse(block.text(), block.toString()))
        .doesNotThrowAnyException();
  }

  @Test
  void the_page_of_options_has_all_keys_of_a_policy_and_no_other() {
    Throwable refusal =
        catchThrowable(
            () -> new OptionsLoader().parse("default-policy: {no-such-key: 1}", "a test"));
    String keys = PolicyKey.all().stream().map(PolicyKey::name).collect(Collectors.joining(", "));
    assertThat(refusal).hasMessageEndingWith("allowed: " + keys);
  }
}
