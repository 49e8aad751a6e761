package io.dephasing.operators.metrics;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.operators.types.StreamTypes;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Hands alerts on as they are, and measures how late they are, and how far event time is behind the
 * clock. Stands behind the groups: what holds them up shows here.
 */
public final class MeasureDelays extends AbstractStreamOperator<AlertTransition>
    implements OneInputStreamOperator<AlertTransition, AlertTransition>,
        ResultTypeQueryable<AlertTransition> {
  private static final long serialVersionUID = 1L;
  private static final String GROUP = "dephasing";

  private transient AlertDelayHistogram delays;
  private transient volatile long watermarkMillis;

  @Override
  public void open() throws Exception {
    super.open();
    watermarkMillis = Long.MIN_VALUE;
    delays = AlertDelayHistogram.register(getMetricGroup());
    getMetricGroup()
        .addGroup(GROUP)
        .gauge(OperatorGauge.WATERMARK_LAG.id(), () -> lagSeconds(System.currentTimeMillis()));
  }

  @Override
  public void processElement(StreamRecord<AlertTransition> element) {
    long decidedAt = element.getValue().lifetime().decidedAtMillis();
    delays.update(getProcessingTimeService().getCurrentProcessingTime() - decidedAt);
    output.collect(element);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermarkMillis = mark.getTimestamp();
    super.processWatermark(mark);
  }

  /** 0 before the first watermark and after the last. */
  private double lagSeconds(long nowMillis) {
    long mark = watermarkMillis;
    boolean isTime = mark != Long.MIN_VALUE && mark != Long.MAX_VALUE;
    return isTime ? Math.max(0, nowMillis - mark) / 1e3 : 0;
  }

  @Override
  public TypeInformation<AlertTransition> getProducedType() {
    return StreamTypes.ALERT_TRANSITION;
  }
}
