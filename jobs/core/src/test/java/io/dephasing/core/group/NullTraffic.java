package io.dephasing.core.group;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Attempt;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.Run;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.event.Schedule;
import io.dephasing.core.event.Tags;
import io.dephasing.core.event.Warmth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** Innocent traffic of one group: whatever fires on it is a false alarm (METHOD 12). */
enum NullTraffic {
  /** Twenty instances at any time, once in five minutes each. */
  AT_ANY_TIME {
    @Override
    void play(Draws draws) {
      for (double t = draws.gap(15); t < draws.seconds; t += draws.gap(15)) {
        draws.start(draws.random.nextInt(20), t);
      }
    }
  },
  /** Twenty instances, each five minutes, spread over a minute. */
  JITTERED {
    @Override
    void play(Draws draws) {
      for (double t = 0; t < draws.seconds; t += 300) {
        for (int i = 0; i < 20; i++) {
          draws.start(i, t + 60 * draws.random.nextDouble());
        }
      }
    }
  },
  /** Sixty agents with fixed places within two minutes of each half hour: a splay. */
  SPLAYED {
    @Override
    void play(Draws draws) {
      for (double t = 0; t < draws.seconds; t += 1_800) {
        for (int i = 0; i < 60; i++) {
          draws.start(i, t + 120 * draws.ofInstance(i));
        }
      }
    }
  },
  /** Twelve workers that run a batch of half an hour, once a night: they begin within a minute. */
  NIGHTLY {
    @Override
    void play(Draws draws) {
      for (double night = 3_600; night < draws.seconds; night += 86_400) {
        for (int i = 0; i < 12; i++) {
          for (double t = 60 * draws.random.nextDouble(); t < 1_800; t += 20 + draws.gap(25)) {
            draws.start(i, night + t);
          }
        }
      }
    }
  },
  /** Restarts, eight an hour, of which no end is reported. */
  RESTARTS_WITHOUT_ENDS(EventKind.REMEDIATION) {
    @Override
    void play(Draws draws) {
      for (double t = draws.gap(450); t < draws.seconds; t += draws.gap(450)) {
        draws.start(draws.random.nextInt(70), t);
      }
    }
  },
  /** Rollouts twice a day: two at a time, a minute each, pair after pair. */
  STAGED_RESTARTS(EventKind.REMEDIATION) {
    @Override
    void play(Draws draws) {
      for (double begin = 7_200; begin < draws.seconds; begin += 43_200) {
        for (int pair = 0; pair < 10; pair++) {
          for (int i = 0; i < 2; i++) {
            double at = begin + 75 * pair + 4 * draws.random.nextDouble();
            draws.run(2 * pair + i, at, 50 + 10 * draws.random.nextDouble());
          }
        }
      }
    }
  },
  /** Retries, five a minute. */
  RETRIES(EventKind.RETRY) {
    @Override
    void play(Draws draws) {
      for (double t = draws.gap(12); t < draws.seconds; t += draws.gap(12)) {
        draws.start(draws.random.nextInt(30), t);
      }
    }
  },
  /** Retries that come in clumps of three: variance three times the mean. */
  RETRIES_IN_CLUMPS(EventKind.RETRY) {
    @Override
    void play(Draws draws) {
      for (double t = draws.gap(20); t < draws.seconds; t += draws.gap(20)) {
        int client = draws.random.nextInt(30);
        for (int i = 0; i < 3; i++) {
          draws.start(client, t + i);
        }
      }
    }
  },
  /** Forty instances that act once a minute and send what they have once a minute. */
  SENT_IN_BATCHES {
    @Override
    void play(Draws draws) {
      for (double t = 0; t < draws.seconds; t += 60) {
        for (int i = 0; i < 40; i++) {
          double at = t + 60 * draws.ofInstance(i);
          double sent = Math.ceil((at - 60 * draws.ofInstance(i + 40)) / 60) * 60;
          draws.arrive(i, at, sent + 60 * draws.ofInstance(i + 40));
        }
      }
    }
  },
  /** Twenty instances at any time, thirty events a minute, of which one in fifty is too late. */
  STRAGGLING {
    @Override
    void play(Draws draws) {
      for (double t = draws.gap(2); t < draws.seconds; t += draws.gap(2)) {
        boolean isLate = draws.random.nextInt(50) == 0;
        draws.arrive(draws.random.nextInt(20), t, t + (isLate ? 240 : 0) + draws.gap(0.1));
      }
    }
  };

  private final EventKind kind;

  NullTraffic() {
    this(EventKind.JOB_START);
  }

  NullTraffic(EventKind kind) {
    this.kind = kind;
  }

  abstract void play(Draws draws);

  /** So many days of a group, in delivery order. */
  List<Event> events(int days, long seed) {
    Draws draws = new Draws(new GroupKey(kind, "null", id(), null), days * 86_400.0, seed);
    play(draws);
    draws.events.sort(Comparator.comparingLong(NullTraffic::delivered));
    return draws.events;
  }

  String id() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  private static long delivered(Event event) {
    return Absent.isGiven(event.brokerTimeMillis()) ? event.brokerTimeMillis() : event.timeMillis();
  }

  /** What is drawn, and what comes of it. */
  static final class Draws {
    private static final long START = 1_772_668_800_000L;

    private final GroupKey group;
    private final double seconds;
    private final long seed;
    private final SplittableRandom random;
    private final List<Event> events = new ArrayList<>();

    Draws(GroupKey group, double seconds, long seed) {
      this.group = group;
      this.seconds = seconds;
      this.seed = seed;
      random = new SplittableRandom(seed);
    }

    double gap(double mean) {
      return -mean * Math.log(1 - random.nextDouble());
    }

    /** The same for an instance each time, 0 to 1. */
    double ofInstance(int number) {
      return new SplittableRandom(seed * 1_000 + number).nextDouble();
    }

    void start(int instance, double second) {
      add(instance, second, RunPhase.START, Absent.MILLIS, Absent.MILLIS);
    }

    void arrive(int instance, double second, double broker) {
      add(instance, second, RunPhase.START, Absent.MILLIS, millis(broker));
    }

    void run(int instance, double second, double duration) {
      start(instance, second);
      add(instance, second + duration, RunPhase.END, Math.round(1_000 * duration), Absent.MILLIS);
    }

    private static long millis(double second) {
      return START + Math.round(1_000 * second);
    }

    private void add(int instance, double second, RunPhase phase, long duration, long broker) {
      Run run = new Run(null, duration, null, Warmth.UNKNOWN, false);
      Attempt attempt =
          group.kind() == EventKind.RETRY ? new Attempt(1, Absent.MILLIS) : Attempt.NONE;
      Details details = new Details(Schedule.NONE, run, attempt, Tags.NONE);
      events.add(
          new Event(group, Instance.of("i-" + instance), millis(second), phase, broker, details));
    }
  }
}
