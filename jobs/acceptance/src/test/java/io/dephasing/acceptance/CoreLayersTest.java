package io.dephasing.acceptance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture.LayerDependencySpecification;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the core may know, and how its packages lie upon one another. */
class CoreLayersTest {
  private static final String CORE = "io.dephasing.core..";

  /** Each package of core, and those of core that may know it. */
  private static final Map<String, List<String>> KNOWN_BY =
      Map.ofEntries(
          Map.entry(
              "statistics",
              List.of(
                  "slice", "history", "herd", "sli", "rule", "alert", "recommendation", "group")),
          Map.entry(
              "bytes", List.of("slice", "history", "rule", "alert", "group", "across", "codec")),
          Map.entry(
              "slice",
              List.of("history", "herd", "sli", "rule", "alert", "group", "across", "codec")),
          Map.entry("history", List.of("herd", "sli", "rule", "alert", "group", "across", "codec")),
          Map.entry("herd", List.of("sli", "rule", "alert", "group", "across", "codec")),
          Map.entry("sli", List.of("rule", "alert", "group", "across", "codec")),
          Map.entry("policy", List.of("rule", "alert", "group", "across", "codec")),
          Map.entry("annotation", List.of("rule", "alert", "group", "across", "codec")),
          Map.entry("rule", List.of("alert", "group", "across", "codec")),
          Map.entry("alert", List.of("group", "across", "codec")),
          Map.entry("recommendation", List.of("group", "codec")),
          Map.entry("group", List.of("across", "codec")),
          Map.entry("across", List.of("codec")),
          Map.entry("codec", List.of()));

  private final JavaClasses production = ProductionClasses.read();

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
  void within_core_arrows_point_downwards() {
    Architectures.LayeredArchitecture architecture =
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("event")
            .definedBy("io.dephasing.core.event..");
    for (String name : KNOWN_BY.keySet()) {
      architecture = architecture.layer(name).definedBy("io.dephasing.core." + name + "..");
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
}
