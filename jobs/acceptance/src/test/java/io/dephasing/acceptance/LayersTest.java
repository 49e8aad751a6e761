package io.dephasing.acceptance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture.LayerDependencySpecification;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The layers and arrows of the design; zero violations, none frozen. */
class LayersTest {
  private static final String CORE = "io.dephasing.core..";
  private static final String OPERATORS = "io.dephasing.operators..";
  private static final String CONNECTORS = "io.dephasing.connectors..";
  private static final String FORMATS = "io.dephasing.formats..";
  private static final String EXPORT = "io.dephasing.export..";
  private static final String EXPORT_OPERATORS = "io.dephasing.export.operator..";
  private static final String TOPOLOGY = "io.dephasing.topology..";
  private static final String CLI = "io.dephasing.cli..";
  private static final String SIMULATION = "io.dephasing.simulation..";
  private static final String BROKER = "io.dephasing.broker..";
  private static final String KAFKA = "org.apache.kafka..";
  private static final String KAFKA_SERVER = "kafka..";
  private static final String AVRO = "org.apache.avro..";
  private static final String FLINK = "org.apache.flink..";

  /** Each room below {@code io.dephasing} but the core, which all may know, and who may know it. */
  private static final Map<String, List<String>> KNOWN_BY =
      Map.ofEntries(
          Map.entry("operators", List.of("topology", "export", "dashboards")),
          Map.entry("connectors", List.of("topology", "export", "cli", "dashboards")),
          Map.entry("formats", List.of("connectors", "topology", "export", "cli")),
          Map.entry("types", List.of("operators", "connectors", "topology", "export")),
          Map.entry("schemas", List.of("formats", "connectors", "export", "cli")),
          Map.entry("export", List.of("cli", "dashboards")),
          Map.entry("dashboards", List.of()),
          Map.entry("topology", List.of("export", "cli")),
          Map.entry("broker", List.of("cli")),
          Map.entry("simulation", List.of("cli")),
          Map.entry("cli", List.of()));

  private final JavaClasses production = ProductionClasses.read();

  @Test
  void core_and_simulation_have_no_clock_and_no_chance() {
    noClasses()
        .that(resideInAnyPackage(CORE, SIMULATION))
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callConstructor(java.util.Random.class)
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.time.Clock.class)
        .check(production);
  }

  @Test
  void arrows_between_modules_point_one_way() {
    Architectures.LayeredArchitecture architecture =
        layeredArchitecture().consideringOnlyDependenciesInLayers().layer("core").definedBy(CORE);
    for (String name : KNOWN_BY.keySet()) {
      architecture = architecture.layer(name).definedBy("io.dephasing." + name + "..");
    }
    for (Map.Entry<String, List<String>> each : KNOWN_BY.entrySet()) {
      LayerDependencySpecification known = architecture.whereLayer(each.getKey());
      architecture =
          each.getValue().isEmpty()
              ? known.mayNotBeAccessedByAnyLayer()
              : known.mayOnlyBeAccessedByLayers(each.getValue().toArray(String[]::new));
    }
    architecture.check(production);
  }

  /** Types of streams and counters are shared; what detects is not. */
  @Test
  void export_sees_of_operators_their_types_and_metrics_alone() {
    noClasses()
        .that(resideInAPackage(EXPORT))
        .should()
        .dependOnClassesThat(
            resideInAPackage(OPERATORS)
                .and(resideOutsideOfPackage("io.dephasing.operators.types.."))
                .and(resideOutsideOfPackage("io.dephasing.operators.metrics..")))
        .check(production);
  }

  /** So that it can be read, and later written, wherever bytes lie: on Kafka, in files. */
  @Test
  void formats_know_no_engine_and_no_broker() {
    noClasses()
        .that(resideInAPackage(FORMATS))
        .should()
        .dependOnClassesThat(resideInAnyPackage(FLINK, KAFKA, KAFKA_SERVER))
        .check(production);
  }

  /** A command is a package that no other command sees; what several need is in packages below. */
  @Test
  void commands_see_what_they_share_and_never_each_other() {
    String[] commands = {
      "annotate", "demo", "replay", "run", "simulate", "tail", "topics",
    };
    Architectures.LayeredArchitecture architecture =
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("main")
            .definedBy("io.dephasing.cli");
    for (String command : commands) {
      architecture =
          layer(command, architecture).whereLayer(command).mayOnlyBeAccessedByLayers("main");
    }
    for (String shared : List.of("kafka", "options", "page", "terminal")) {
      architecture =
          layer(shared, architecture).whereLayer(shared).mayOnlyBeAccessedByLayers(commands);
    }
    layer("job", layer("failure", architecture))
        .whereLayer("job")
        .mayOnlyBeAccessedByLayers(and("main", commands))
        .whereLayer("main")
        .mayNotBeAccessedByAnyLayer()
        .check(production);
  }

  private static Architectures.LayeredArchitecture layer(
      String name, Architectures.LayeredArchitecture architecture) {
    return architecture.layer(name).definedBy("io.dephasing.cli." + name + "..");
  }

  private static String[] and(String one, String... others) {
    return Stream.concat(Stream.of(one), Stream.of(others)).toArray(String[]::new);
  }

  /** Events, and what people tell: what it plays goes into the job, and it knows nothing of it. */
  @Test
  void simulation_sees_events_and_annotations_alone() {
    noClasses()
        .that(resideInAPackage(SIMULATION))
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.dephasing..")
                .and(resideOutsideOfPackage(SIMULATION))
                .and(resideOutsideOfPackage("io.dephasing.core.event.."))
                .and(resideOutsideOfPackage("io.dephasing.core.annotation..")))
        .check(production);
  }

  @Test
  void packages_have_no_cycles() {
    slices().matching("io.dephasing.(*).(*)..").should().beFreeOfCycles().check(production);
  }

  @Test
  void kafka_is_known_to_connectors_broker_topology_export_and_command_line_alone() {
    noClasses()
        .that(resideInAnyPackage(CORE, SIMULATION, OPERATORS, EXPORT_OPERATORS))
        .should()
        .dependOnClassesThat(resideInAnyPackage(KAFKA, KAFKA_SERVER, AVRO, CONNECTORS, FORMATS))
        .check(production);
    noClasses()
        .that(resideOutsideOfPackage(BROKER))
        .should()
        .dependOnClassesThat(resideInAPackage(KAFKA_SERVER))
        .check(production);
  }

  @Test
  void avro_is_known_to_formats_connectors_and_schemas_alone() {
    noClasses()
        .that(resideInAnyPackage(CORE, SIMULATION, OPERATORS, TOPOLOGY, EXPORT, CLI, BROKER))
        .should()
        .dependOnClassesThat(resideInAPackage(AVRO))
        .check(production);
  }

  @Test
  void connectors_do_not_know_operators() {
    noClasses()
        .that(resideInAPackage(CONNECTORS))
        .should()
        .dependOnClassesThat(resideInAnyPackage(OPERATORS, TOPOLOGY))
        .check(production);
  }

  @Test
  void flink_functions_and_operators_live_in_operators_alone() {
    noClasses()
        .that(resideOutsideOfPackages(OPERATORS, EXPORT_OPERATORS))
        .and(resideInAPackage("io.dephasing.."))
        .should()
        .beAssignableTo("org.apache.flink.api.common.functions.RichFunction")
        .orShould()
        .beAssignableTo("org.apache.flink.streaming.api.operators.StreamOperator")
        .check(production);
    noClasses()
        .that(resideInAnyPackage(CORE, FORMATS, CONNECTORS, BROKER))
        .should()
        .dependOnClassesThat(resideInAPackage("org.apache.flink.streaming.api.datastream.."))
        .check(production);
    noClasses()
        .that(resideInAnyPackage(CORE, SIMULATION, BROKER))
        .should()
        .dependOnClassesThat(resideInAPackage(FLINK))
        .check(production);
  }

  @Test
  void names_say_what_a_class_is() {
    noClasses()
        .that(resideInAPackage("io.dephasing.."))
        .should()
        .haveNameMatching(".*(Utils|Util|Helper|Manager|Impl)")
        .check(production);
  }

  @Test
  void nobody_prints_but_the_command_line() {
    noClasses()
        .that(resideOutsideOfPackage(CLI))
        .and(resideInAPackage("io.dephasing.."))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(production);
  }

  @Test
  void unwanted_libraries_stay_out() {
    noClasses()
        .that(resideInAPackage("io.dephasing.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "java.util.logging..",
                "lombok..",
                "com.google.common..",
                "javax.inject..",
                "jakarta.inject.."))
        .check(production);
    noFields().should().beAnnotatedWith("javax.inject.Inject").check(production);
  }
}
