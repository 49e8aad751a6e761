package io.dephasing.cli.demo;

import io.dephasing.cli.failure.JobFailedException;
import io.dephasing.cli.job.Interruption;
import io.dephasing.cli.job.LocalJob;
import io.dephasing.cli.options.DurationText;
import io.dephasing.cli.terminal.ProgressLine;
import io.dephasing.cli.terminal.Sparkline;
import io.dephasing.cli.terminal.Terminal;
import io.dephasing.connectors.kafka.Topics;
import io.dephasing.core.event.GroupKey;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dephase demo}: the whole system on one screen, with nothing to be installed before. */
@Command(
    name = "demo",
    description = {
      "Shows the detection job at work on this machine: Kafka and Flink in this process, and a"
          + " fleet whose cron jobs herd every five minutes and are then dephased. Nothing has to"
          + " be installed; Ctrl-C ends it.",
      "",
      "A page on localhost draws it live; its address is printed first.",
      "",
      "The fleet's time is faster than the clock and arrives at now at the end. An alert resolves"
          + " 11 minutes of that time after the last herd, which are 66 s at speed 10: a shorter"
          + " demo wants a higher speed.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class DemoCommand implements Callable<Integer> {
  /** It was begun and did not come to its end. */
  private static final int INTERRUPTED = ExitCode.SOFTWARE;

  private static final Duration LEAST = Duration.ofSeconds(10);
  private static final Duration MOST = Duration.ofDays(1);

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      defaultValue = "2m",
      converter = DurationText.class,
      description = "How long the fleet plays, as 90s or 2m: ${DEFAULT-VALUE} by default.")
  private Duration duration = Duration.ofMinutes(2);

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "10",
      description = "Seconds of the fleet in one of the clock: ${DEFAULT-VALUE} by default.")
  private double speed;

  @Option(
      names = "--groups",
      paramLabel = "N",
      defaultValue = "10",
      description = "Groups of the fleet: ${DEFAULT-VALUE} by default.")
  private int groups;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "20",
      description = "Events in a second of the fleet, on average: ${DEFAULT-VALUE} by default.")
  private double eventsPerSecond;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed gives the same fleet: ${DEFAULT-VALUE} by default.")
  private long seed;

  @Option(
      names = "--page",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Serves the live page on this port of localhost: on a free one by default.")
  private int pagePort;

  @Option(names = "--no-page", description = "Serves no page.")
  private boolean isPageless;

  /** Picocli replaces it. */
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws JobFailedException, InterruptedException, IOException {
    check();
    Terminal terminal = new Terminal(spec.commandLine().getOut(), isTerminal());
    terminal.line("starting Kafka and Flink for a fleet of %d groups".formatted(groups));
    try (Interruption interruption = new Interruption();
        Stage stage = new Stage();
        PageOfPlay page = openPage()) {
      page.announcement().ifPresent(terminal::line);
      return play(terminal, stage, page, interruption);
    }
  }

  private PageOfPlay openPage() {
    if (isPageless) {
      return PageOfPlay.none();
    }
    try {
      return PageOfPlay.open(pagePort);
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), "--page %d: %s".formatted(pagePort, e.getMessage()), e);
    }
  }

  private void check() {
    boolean isBearable = duration.compareTo(LEAST) >= 0 && duration.compareTo(MOST) <= 0;
    require(isBearable, "--duration", "10 s to 1 d");
    require(speed >= 1 && speed <= 100, "--speed", "1 to 100");
    require(eventsPerSecond > 0 && eventsPerSecond <= 100_000, "--rate", "above 0, at most 100000");
    require(pagePort >= 0 && pagePort <= 65_535, "--page", "0 to 65535");
    require(groups >= 1 && groups <= 10_000, "--groups", "1 to 10000");
  }

  private void require(boolean isAllowed, String option, String allowed) {
    if (!isAllowed) {
      throw new ParameterException(spec.commandLine(), "%s: must be %s".formatted(option, allowed));
    }
  }

  private int play(Terminal terminal, Stage stage, PageOfPlay page, Interruption interruption)
      throws JobFailedException, InterruptedException {
    CompletableFuture<Properties> kafka = stage.startKafka();
    CompletableFuture<Show> begun = new CompletableFuture<>();
    try {
      LocalJob job =
          stage.startJob(
              kafka,
              clients -> {
                if (interruption.isRequested()) {
                  throw new InterruptedException("the process ends");
                }
                Show show = begin(clients, stage.topics(), terminal, page);
                begun.complete(show);
                return show.clock();
              });
      try (OutputReader reader = new OutputReader(kafka.join(), stage.topics())) {
        begun.join().watch(reader, job, interruption::isRequested);
      }
      begun.join().farewell();
      return ExitCode.OK;
    } catch (InterruptedException e) {
      if (interruption.isRequested()) {
        return INTERRUPTED;
      }
      throw e;
    } finally {
      if (begun.isDone()) {
        begun.join().close();
      }
    }
  }

  /** The fleet begins when Kafka is up: the job may take its time, and finds its history. */
  private Show begin(Properties clients, Topics topics, Terminal terminal, PageOfPlay page) {
    FleetPlayer.Fleet fleet = new FleetPlayer.Fleet(groups, eventsPerSecond, seed);
    List<GroupKey> herding = fleet.playing(FleetStory.QUIET).herdingGroups();
    Script script = new Script(System.currentTimeMillis(), duration.toMillis(), speed);
    Play play = Play.begin(script, fleet, clients, topics);
    Ansi ansi = terminal.isInPlace() ? Ansi.AUTO : Ansi.OFF;
    Screen screen = new Screen(script, herding, ansi, sparkline());
    Figures account = new Figures(script, new HerdMinutes(keys(herding)));
    page.play(play);
    Runnable atFirstSli = () -> page.follow(clients, topics);
    Show show = new Show(play, account, screen, terminal, bornMillis(), atFirstSli);
    show.welcome(clients.getProperty("bootstrap.servers"));
    return show;
  }

  private static List<String> keys(List<GroupKey> groups) {
    return groups.stream().map(GroupKey::canonical).toList();
  }

  /** When this process began: what the user waits for counts from there. */
  private static long bornMillis() {
    return ManagementFactory.getRuntimeMXBean().getStartTime();
  }

  /** A panel wants a terminal that can go back up; picocli knows the rest about colours. */
  private static boolean isTerminal() {
    return ProgressLine.isOnTerminal() && !"dumb".equals(System.getenv("TERM"));
  }

  private static Sparkline sparkline() {
    String charset = System.getProperty("native.encoding", Charset.defaultCharset().name());
    return charset.startsWith("UTF") ? Sparkline.BLOCKS : Sparkline.ASCII;
  }
}
