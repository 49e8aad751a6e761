package io.dephasing.core.codec;

import static io.dephasing.core.codec.CodecBytes.kept;
import static io.dephasing.core.codec.CodecBytes.read;
import static io.dephasing.core.codec.CodecBytes.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.group.GroupState;
import io.dephasing.core.rule.AlertEvidence;
import io.dephasing.core.rule.Fact;
import io.dephasing.core.rule.MetCondition;
import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.core.sli.Compliance;
import io.dephasing.core.sli.Measure;
import io.dephasing.core.sli.WindowExamples;
import io.dephasing.core.sli.WindowSli;
import io.dephasing.core.slice.Exemplars;
import io.dephasing.core.slice.PartialSlice;
import io.dephasing.core.slice.Timeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodecsTest {
  static List<Codec<?>> codecs() {
    return Codecs.all();
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void what_is_written_is_read_back(Codec<?> codec) {
    byte[] written = write(codec, Samples.of(codec));

    assertThat(write(codec, read(codec, written, codec.version()))).isEqualTo(written);
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void state_of_each_version_is_read_as_it_was(Codec<?> codec) {
    for (int version = 1; version <= codec.version(); version++) {
      byte[] kept = kept(codec, version);

      Object value = read(codec, kept, version);
      assertThat(value).isInstanceOf(codec.type());
      if (codec.version() == version) {
        assertThat(write(codec, value)).isEqualTo(kept);
      }
    }
  }

  @Test
  void the_kept_values_are_what_they_were_made_of() {
    assertThat(read(Codecs.JOB_SPAN)).isEqualTo(Samples.of(Codecs.JOB_SPAN));
    AlertTransition alert = read(Codecs.ALERT_TRANSITION);
    AlertTransition sample = (AlertTransition) Samples.of(Codecs.ALERT_TRANSITION);
    assertThat(alert.identity()).isEqualTo(sample.identity());
    assertThat(alert.retelling()).isEqualTo(Samples.RETELLING);
    assertThat(alert.lifetime().startsAtMillis()).isEqualTo(sample.lifetime().startsAtMillis());
    assertThat(names(alert)).isEqualTo(names(sample));
    // 150 came; the sketch of the build that wrote it counted 147.
    assertThat(alert.finding().evidence().value("herd_size")).hasValue(147);

    PartialSlice partial = read(Codecs.PARTIAL_SLICE);
    assertThat(partial.groupKey()).isEqualTo(Samples.GROUP.canonical());
    assertThat(partial.slice().tally().starts() + partial.slice().tally().ends()).isEqualTo(181);

    WindowSli sli = read(Codecs.SLI);
    assertThat(sli.group()).isEqualTo(Samples.GROUP);
    assertThat(sli.measures().has(Measure.EVENTS)).isTrue();
    assertThat(sli.compliance().policyVersion()).isEqualTo("v7");
    assertThat(sli.examples().timeline()).hasSize(Timeline.MEMBERS);
    assertThat(sli.examples().exemplars()).hasSize(Exemplars.SIZE);

    assertThat(read(Codecs.RECOMMENDATION)).isEqualTo(Samples.of(Codecs.RECOMMENDATION));

    GroupState state = read(Codecs.GROUP_STATE);
    assertThat(state.group()).isEqualTo(Samples.GROUP);
    assertThat(state.history().open().all()).isNotEmpty();
    assertThat(state.wakeAtMillis()).isLessThan(Long.MAX_VALUE);
  }

  @Test
  void a_rule_of_a_newer_version_is_refused() {
    String known = RuleCatalogue.PEAK_RATE.id();
    byte[] state = write(Codecs.GROUP_STATE, Samples.of(Codecs.GROUP_STATE));
    String latin = new String(state, StandardCharsets.ISO_8859_1);
    assertThat(latin).contains(known);
    byte[] unknown = latin.replace(known, "peak-rote").getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> read(Codecs.GROUP_STATE, unknown, Codecs.GROUP_STATE.version()))
        .rootCause()
        .isInstanceOf(IOException.class)
        .hasMessageContaining("peak-rote")
        .hasMessageContaining("newer version");
  }

  @Test
  void ids_are_unique_and_lead_to_their_codec() {
    assertThat(Codecs.all()).extracting(Codec::id).doesNotHaveDuplicates();
    Codecs.all().forEach(codec -> assertThat(Codecs.ofId(codec.id())).contains(codec));
  }

  @Test
  void an_sli_of_version_1_has_no_examples() {
    assertThat(read(Codecs.SLI, kept(Codecs.SLI, 1), 1).examples()).isEqualTo(WindowExamples.NONE);
  }

  @Test
  void an_alert_of_version_1_overlaps_no_rollout() {
    assertThat(read(Codecs.ALERT_TRANSITION, kept(Codecs.ALERT_TRANSITION, 1), 1).finding())
        .returns(null, AlertTransition.Finding::rollout);
    assertThat(read(Codecs.ALERT_TRANSITION).finding())
        .returns("v42", AlertTransition.Finding::rollout);
  }

  @Test
  void an_alert_of_version_2_is_told_of_for_the_first_time() {
    assertThat(read(Codecs.ALERT_TRANSITION, kept(Codecs.ALERT_TRANSITION, 2), 2).retelling())
        .isEqualTo(AlertTransition.Retelling.FIRST);
  }

  @Test
  void a_window_that_was_not_judged_is_none_after_a_restore() {
    WindowSli sli = (WindowSli) Samples.of(Codecs.SLI);
    Compliance judged = sli.compliance();
    for (Boolean compliant : new Boolean[] {true, false, null}) {
      Compliance other =
          new Compliance(
              judged.limits(),
              compliant,
              judged.objective(),
              judged.policyVersion(),
              judged.comparison());
      WindowSli written =
          new WindowSli(
              sli.group(),
              sli.window(),
              sli.revision(),
              sli.measures(),
              other,
              sli.nonScalars(),
              sli.examples());
      Codec<WindowSli> codec = Codecs.SLI;
      assertThat(read(codec, write(codec, written), codec.version()).compliance()).isEqualTo(other);
    }
    assertThat(read(Codecs.SLI, kept(Codecs.SLI, 2), 2).compliance().compliant()).isNotNull();
  }

  /**
   * {@code -Dstate.directory=jobs/core/src/test/resources/state/N} keeps them: only for a codec
   * that is new or has a new version N.
   */
  @Test
  void samples_are_written_where_the_command_line_asks(@TempDir Path elsewhere) throws IOException {
    Path directory = Path.of(System.getProperty("state.directory", elsewhere.toString()));
    for (Codec<?> codec : Codecs.all()) {
      Path file = directory.resolve(codec.id() + ".bin");
      Files.write(file, write(codec, Samples.of(codec)));
      assertThat(file).isNotEmptyFile();
    }
  }

  private static List<String> names(AlertTransition alert) {
    AlertEvidence evidence = alert.finding().evidence();
    return Stream.concat(
            evidence.conditions().stream().map(MetCondition::name),
            evidence.facts().stream().map(Fact::name))
        .toList();
  }
}
