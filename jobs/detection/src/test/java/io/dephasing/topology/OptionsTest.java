package io.dephasing.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptionsTest {
  @Test
  void no_two_options_have_one_key() {
    assertThat(Options.all()).extracting(Options::key).doesNotHaveDuplicates();
  }

  @Test
  void no_key_is_the_path_to_another() {
    for (Options option : Options.all()) {
      assertThat(Options.all()).noneMatch(other -> other.key().startsWith(option.key() + "."));
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_key_is_a_path_in_kebab_case(Options option) {
    assertThat(option.key()).matches("[a-z]+(\\.[a-z]+(-[a-z]+)*)+");
  }

  @ParameterizedTest
  @EnumSource
  void an_option_is_found_by_its_key(Options option) {
    assertThat(Options.ofKey(option.key())).contains(option);
    assertThat(Options.ofKey(option.key() + "x")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void an_option_says_what_it_does_and_what_it_may_be(Options option) {
    assertThat(option.help()).isNotBlank().endsWith(".").doesNotContain("\n");
    assertThat(option.allowed()).isNotBlank();
  }

  @ParameterizedTest
  @EnumSource
  void a_default_is_allowed(Options option) {
    assertThatCode(() -> option.of(new Configuration())).doesNotThrowAnyException();
    Optional<Object> unset = option.of(new Configuration());
    assertThat(unset).isEqualTo(option.defaultValue());
  }
}
