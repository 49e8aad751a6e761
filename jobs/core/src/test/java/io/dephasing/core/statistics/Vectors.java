package io.dephasing.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Cases of the reference files in {@code /vectors}, and the tolerances of their README. */
final class Vectors {
  private Vectors() {}

  /** One case: its inputs and what is expected of them. */
  record Case(String name, JsonNode in) {
    JsonNode expected() {
      return at("expected");
    }

    JsonNode at(String field) {
      JsonNode node = in.get(field);
      assertThat(node).as("%s of %s", field, name).isNotNull();
      return node;
    }

    /** The number, or NaN for null: undefined. */
    double number(String field) {
      return Vectors.number(at(field));
    }

    long whole(String field) {
      return at(field).longValue();
    }

    int[] ints(String field) {
      return Vectors.ints(at(field));
    }

    long[] longs(String field) {
      return Vectors.longs(at(field));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** All cases of a file; fails where there are none. */
  static List<Case> all(String file) {
    return select(file, node -> true);
  }

  /** The cases of one kind, "" for those without; fails where there are none. */
  static List<Case> ofKind(String file, String kind) {
    return select(file, node -> node.path("kind").asText().equals(kind));
  }

  /** The kinds that a file has: a test that knows them all misses none when one is added. */
  static Set<String> kinds(String file) {
    Set<String> kinds = new TreeSet<>();
    all(file).forEach(c -> kinds.add(c.in().path("kind").asText()));
    return kinds;
  }

  private static List<Case> select(String file, Predicate<JsonNode> wanted) {
    List<Case> cases = new ArrayList<>();
    int number = 0;
    for (JsonNode node : read(file).get("cases")) {
      number++;
      if (wanted.test(node)) {
        cases.add(new Case(name(number, node), node));
      }
    }
    assertThat(cases).as("cases of %s", file).isNotEmpty();
    return List.copyOf(cases);
  }

  private static String name(int number, JsonNode node) {
    StringBuilder name = new StringBuilder("case ").append(number);
    node.properties()
        .forEach(
            field -> {
              if (field.getValue().isValueNode() && !field.getKey().equals("kind")) {
                name.append(' ').append(field.getKey()).append(' ').append(field.getValue());
              }
            });
    return name.toString();
  }

  private static JsonNode read(String file) {
    try (@Nullable InputStream in = Vectors.class.getResourceAsStream("/vectors/" + file)) {
      assertThat(in).as(file).isNotNull();
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  static double number(JsonNode node) {
    return node.isNull() ? Double.NaN : node.doubleValue();
  }

  static int[] ints(JsonNode array) {
    int[] values = new int[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).intValue();
    }
    return values;
  }

  static long[] longs(JsonNode array) {
    long[] values = new long[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).longValue();
    }
    return values;
  }

  static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).doubleValue();
    }
    return values;
  }

  /** Moments, R, Z2, H: relative 1e-9 or absolute 1e-12; undefined is NaN. */
  static void assertMoment(String what, double actual, JsonNode expected) {
    assertWithin(what, actual, number(expected), e -> Math.max(1e-9 * Math.abs(e), 1e-12));
  }

  /** Probabilities: relative 1e-6 where p > 1e-12, else absolute 1e-12; undefined is NaN. */
  static void assertProbability(String what, double actual, JsonNode expected) {
    assertWithin(what, actual, number(expected), e -> e > 1e-12 ? 1e-6 * e : 1e-12);
  }

  static void assertAbsolute(String what, double actual, JsonNode expected, double tolerance) {
    assertWithin(what, actual, number(expected), e -> tolerance);
  }

  private static void assertWithin(
      String what, double actual, double expected, DoubleFunction<Double> tolerance) {
    if (Double.isNaN(expected)) {
      assertThat(actual).as(what).isNaN();
    } else {
      assertThat(actual).as(what).isNotNaN();
      assertThat(Math.abs(actual - expected))
          .as("%s: %s against %s", what, actual, expected)
          .isLessThanOrEqualTo(tolerance.apply(expected));
    }
  }
}
