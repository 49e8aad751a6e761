package io.dephasing.acceptance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The layers and arrows of the design; zero violations, none frozen. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LayersTest {
  private static final String CORE = "io.dephasing.core..";
  private static final String OPERATORS = "io.dephasing.operators..";
  private static final String CONNECTORS = "io.dephasing.connectors..";
  private static final String TOPOLOGY = "io.dephasing.topology..";
  private static final String CLI = "io.dephasing.cli..";
  private static final String SIMULATION = "io.dephasing.simulation..";
  private static final String BROKER = "io.dephasing.broker..";
  private static final String KAFKA = "org.apache.kafka..";
  private static final String KAFKA_SERVER = "kafka..";
  private static final String AVRO = "org.apache.avro..";
  private static final String FLINK = "org.apache.flink..";

  private JavaClasses production;

  @BeforeAll
  void read() {
    production =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(
                location ->
                    !location.contains("/test-classes/") && !location.contains("-tests.jar"))
            .importPackages("io.dephasing");
    assertThat(production.contain("io.dephasing.core.group.GroupWatch")).isTrue();
    assertThat(production.contain("io.dephasing.topology.DetectionJob")).isTrue();
    assertThat(production.contain("io.dephasing.broker.EmbeddedBroker")).isTrue();
    assertThat(production.contain("io.dephasing.simulation.Scenarios")).isTrue();
  }

  @Test
  void core_knows_numbers_and_time_alone() {
    classes()
        .that(resideInAPackage(CORE))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                CORE,
                "java..",
                "org.jspecify..",
                "com.dynatrace.hash4j..",
                "org.apache.datasketches.frequencies..",
                "org.apache.commons.numbers.."))
        .check(production);
  }

  @Test
  void core_has_no_files_no_network_no_threads() {
    noClasses()
        .that(resideInAPackage(CORE))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.net..", "java.nio.file..", "java.util.concurrent..")
                .or(resideInAPackage("java.io..").and(isNoDataStream())))
        .check(production);
  }

  private static DescribedPredicate<JavaClass> isNoDataStream() {
    return DescribedPredicate.describe(
        "is not DataInput, DataOutput or a kind of IOException",
        type ->
            !type.getName().equals("java.io.DataInput")
                && !type.getName().equals("java.io.DataOutput")
                && !type.isAssignableTo(IOException.class)
                && !type.getName().equals("java.io.Serializable"));
  }

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
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("core")
        .definedBy(CORE)
        .layer("operators")
        .definedBy(OPERATORS)
        .layer("connectors")
        .definedBy(CONNECTORS)
        .layer("schemas")
        .definedBy("io.dephasing.schemas..")
        .layer("topology")
        .definedBy(TOPOLOGY)
        .layer("broker")
        .definedBy(BROKER)
        .layer("simulation")
        .definedBy(SIMULATION)
        .layer("cli")
        .definedBy(CLI)
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("topology")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("operators")
        .mayOnlyBeAccessedByLayers("topology")
        .whereLayer("connectors")
        .mayOnlyBeAccessedByLayers("topology", "cli")
        .whereLayer("broker")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("simulation")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("schemas")
        .mayOnlyBeAccessedByLayers("connectors", "cli")
        .check(production);
  }

  @Test
  void within_core_arrows_point_downwards() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("event")
        .definedBy("io.dephasing.core.event..")
        .layer("statistics")
        .definedBy("io.dephasing.core.statistics..")
        .layer("slice")
        .definedBy("io.dephasing.core.slice..")
        .layer("history")
        .definedBy("io.dephasing.core.history..")
        .layer("herd")
        .definedBy("io.dephasing.core.herd..")
        .layer("sli")
        .definedBy("io.dephasing.core.sli..")
        .layer("policy")
        .definedBy("io.dephasing.core.policy..")
        .layer("annotation")
        .definedBy("io.dephasing.core.annotation..")
        .layer("rule")
        .definedBy("io.dephasing.core.rule..")
        .layer("alert")
        .definedBy("io.dephasing.core.alert..")
        .layer("recommendation")
        .definedBy("io.dephasing.core.recommendation..")
        .layer("group")
        .definedBy("io.dephasing.core.group..")
        .layer("across")
        .definedBy("io.dephasing.core.across..")
        .layer("series")
        .definedBy("io.dephasing.core.series..")
        .layer("codec")
        .definedBy("io.dephasing.core.codec..")
        .whereLayer("codec")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("across")
        .mayOnlyBeAccessedByLayers("codec")
        .whereLayer("group")
        .mayOnlyBeAccessedByLayers("across", "codec")
        .whereLayer("series")
        .mayOnlyBeAccessedByLayers("codec")
        .whereLayer("alert")
        .mayOnlyBeAccessedByLayers("group", "across", "series", "codec")
        .whereLayer("recommendation")
        .mayOnlyBeAccessedByLayers("group", "codec")
        .whereLayer("rule")
        .mayOnlyBeAccessedByLayers("alert", "group", "across", "codec")
        .whereLayer("annotation")
        .mayOnlyBeAccessedByLayers("rule", "alert", "group", "across", "series", "codec")
        .whereLayer("policy")
        .mayOnlyBeAccessedByLayers("rule", "alert", "group", "across", "codec")
        .whereLayer("sli")
        .mayOnlyBeAccessedByLayers("rule", "alert", "group", "across", "series", "codec")
        .whereLayer("herd")
        .mayOnlyBeAccessedByLayers("sli", "rule", "alert", "group", "across", "codec")
        .whereLayer("history")
        .mayOnlyBeAccessedByLayers("herd", "sli", "rule", "alert", "group", "across", "codec")
        .whereLayer("slice")
        .mayOnlyBeAccessedByLayers(
            "history", "herd", "sli", "rule", "alert", "group", "across", "series", "codec")
        .whereLayer("statistics")
        .mayOnlyBeAccessedByLayers(
            "slice", "history", "herd", "sli", "rule", "alert", "recommendation", "group")
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
  void kafka_is_known_to_connectors_broker_topology_and_command_line_alone() {
    noClasses()
        .that(resideInAnyPackage(CORE, SIMULATION, OPERATORS))
        .should()
        .dependOnClassesThat(resideInAnyPackage(KAFKA, KAFKA_SERVER, AVRO, CONNECTORS))
        .check(production);
    noClasses()
        .that(resideOutsideOfPackage(BROKER))
        .should()
        .dependOnClassesThat(resideInAPackage(KAFKA_SERVER))
        .check(production);
  }

  @Test
  void avro_is_known_to_connectors_and_schemas_alone() {
    noClasses()
        .that(resideInAnyPackage(CORE, SIMULATION, OPERATORS, TOPOLOGY, CLI, BROKER))
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
        .that(resideOutsideOfPackage(OPERATORS))
        .and(resideInAPackage("io.dephasing.."))
        .should()
        .beAssignableTo("org.apache.flink.api.common.functions.RichFunction")
        .orShould()
        .beAssignableTo("org.apache.flink.streaming.api.operators.StreamOperator")
        .check(production);
    noClasses()
        .that(resideInAnyPackage(CORE, CONNECTORS, BROKER))
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
