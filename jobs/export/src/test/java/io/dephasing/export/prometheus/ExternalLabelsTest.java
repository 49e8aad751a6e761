package io.dephasing.export.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.export.series.Sample;
import io.dephasing.export.series.SeriesLabels;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExternalLabelsTest {
  @Test
  void a_sample_keeps_what_it_has() {
    Sample sample = Sample.of(SeriesLabels.NONE.with("zone", "a"), 1, 2);
    ExternalLabels labels = new ExternalLabels(Map.of("zone", "b", "region", "eu"));

    assertThat(labels.on(sample).labels().toString()).isEqualTo("{region=\"eu\", zone=\"a\"}");
  }
}
