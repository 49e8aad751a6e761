package io.dephasing.core.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.recommendation.SpreadRecommendation;
import io.dephasing.core.rule.InFlightRule;
import io.dephasing.core.rule.MetCondition;
import io.dephasing.core.rule.Position;
import io.dephasing.core.rule.Progress.Lateness;
import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.core.rule.RuleContext;
import io.dephasing.core.rule.Story;
import io.dephasing.core.rule.UnmetConditionException;
import io.dephasing.core.rule.Verdict;
import io.dephasing.core.sli.WindowSli;
import io.dephasing.core.slice.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A rule that would fire on evidence that does not hold stops nobody. */
class FaultyRuleTest {
  private static final GroupKey GROUP = new GroupKey(EventKind.JOB_START, "shop", "sync", null);
  private static final long SLICE = 29_545_000L;
  private static final long START = SLICE * Slice.LENGTH_MILLIS;

  private final List<RuleCatalogue> unmet = new ArrayList<>();
  private final List<WindowSli> slis = new ArrayList<>();
  private final GroupWatch watch =
      new GroupWatch(
          Policy.DEFAULT,
          Lateness.DEFAULT,
          new RuleSet(id -> id == RuleCatalogue.HERD ? new Faulty() : id.create(Policy.DEFAULT)));

  @Test
  void it_does_not_fire_and_its_window_is_published_all_the_same() {
    play(new Kept());

    assertThat(unmet).isNotEmpty().containsOnly(RuleCatalogue.HERD);
    assertThat(slis).isNotEmpty();
  }

  @Test
  void who_does_not_say_what_is_to_become_of_it_hears_of_it() {
    Outputs strict =
        new Kept() {
          @Override
          public void unmet(RuleCatalogue rule, UnmetConditionException why) {
            throw why;
          }
        };

    assertThatThrownBy(() -> play(strict)).isInstanceOf(UnmetConditionException.class);
  }

  private void play(Outputs out) {
    GroupState state = new GroupState(GROUP);
    Slice slice = new Slice();
    for (int i = 0; i < 20; i++) {
      slice.add(start("pod-" + i, START + 5_000 + i), true);
    }
    JobSpan span = new JobSpan(START, Long.MIN_VALUE);
    watch.add(state, SLICE, slice, START + 20_000, span, out);
    watch.advance(state, START + 2 * Slice.LENGTH_MILLIS, span, out);
  }

  private static Event start(String instance, long millis) {
    return new Event(
        GROUP, Instance.of(instance), millis, RunPhase.START, millis + 500, Details.NONE);
  }

  private static final class Faulty implements InFlightRule {
    @Override
    public boolean watches(RuleContext context) {
      return true;
    }

    @Override
    public void candidates(
        RuleContext context, long first, long last, Consumer<Position> positions) {
      positions.accept(Position.at(last, 0));
    }

    @Override
    public Verdict judge(RuleContext context, Position position) {
      throw new AssertionError("made " + new MetCondition("herd_size", 0, 5, "instances"));
    }

    @Override
    public boolean isActive(RuleContext context, long second) {
      return false;
    }

    @Override
    public String summary(GroupKey group, Story story) {
      return "";
    }
  }

  private class Kept implements Outputs {
    @Override
    public void sli(WindowSli sli) {
      slis.add(sli);
    }

    @Override
    public void alert(AlertTransition transition) {}

    @Override
    public void recommendation(SpreadRecommendation recommendation) {}

    @Override
    public void onset(Onset onset) {}

    @Override
    public void unmet(RuleCatalogue rule, UnmetConditionException why) {
      unmet.add(rule);
    }

    @Override
    public void account(Account account, long events) {}
  }
}
