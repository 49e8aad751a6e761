package io.dephasing.operators.group;

import io.dephasing.core.group.Notice;
import io.dephasing.core.group.Onset;
import io.dephasing.core.group.OnsetSums;
import io.dephasing.operators.types.StreamTypes;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Sums the onsets that one subtask finds, second by second, before they go to the one that sees
 * all. No Flink state: handed over before each watermark, for a second is judged when the watermark
 * has passed it, before each checkpoint barrier, and on size.
 */
public final class SumOnsets extends AbstractStreamOperator<Notice>
    implements OneInputStreamOperator<Notice, Notice>, ResultTypeQueryable<Notice> {
  private static final long serialVersionUID = 1L;
  private static final int MOST_ONSETS = 65_536;

  private transient OnsetSums sums;

  @Override
  public void open() throws Exception {
    super.open();
    sums = new OnsetSums();
  }

  @Override
  public void processElement(StreamRecord<Notice> element) {
    Onset onset = element.getValue().onset();
    if (onset == null) {
      output.collect(element);
      return;
    }
    sums.add(onset);
    if (sums.size() >= MOST_ONSETS) {
      handOver();
    }
  }

  private void handOver() {
    sums.drain(sum -> output.collect(new StreamRecord<>(Notice.of(sum))));
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    handOver();
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    handOver();
  }

  @Override
  public void finish() throws Exception {
    handOver();
    super.finish();
  }

  @Override
  public TypeInformation<Notice> getProducedType() {
    return StreamTypes.NOTICE;
  }
}
