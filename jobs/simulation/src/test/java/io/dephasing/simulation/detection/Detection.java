package io.dephasing.simulation.detection;

import io.dephasing.core.annotation.Annotations;
import io.dephasing.core.event.Event;
import io.dephasing.core.group.JobOutcome;
import io.dephasing.core.group.PureJob;
import io.dephasing.core.group.Reading;
import io.dephasing.core.policy.Policy;
import io.dephasing.simulation.LabelledEvents;
import io.dephasing.simulation.Setting;
import java.util.List;

/** What the detection makes of a scenario, in the setting that the scenario needs. */
public final class Detection {
  private Detection() {}

  /** Of all events of a scenario. */
  public static JobOutcome of(LabelledEvents played, Reading reading) {
    return of(played.events().events(), played.setting(), reading);
  }

  /**
   * Of some events, or of disturbed ones.
   *
   * @param delivered events in delivery order
   */
  public static JobOutcome of(List<Event> delivered, Setting setting, Reading reading) {
    Policy standard = Policy.DEFAULT;
    Policy policy =
        new Policy(
            standard.version(),
            setting.limits(),
            standard.severity(),
            standard.expectation(),
            standard.objective(),
            standard.falseAlarmsPer30Days(),
            standard.timeline());
    return PureJob.run(delivered, policy, Annotations.of(setting.annotations()), reading);
  }
}
