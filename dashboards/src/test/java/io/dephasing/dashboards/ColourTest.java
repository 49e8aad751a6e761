package io.dephasing.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ColourTest {
  /** Of CIE 1976: 2 is just noticeable side by side, 20 is another colour. */
  private static final double OTHER_COLOUR = 20;

  /** Full dichromacy as a matrix on linear RGB (Machado, Oliveira and Fernandes, 2009). */
  enum Sight {
    NORMAL(1, 0, 0, 0, 1, 0, 0, 0, 1),
    PROTANOPIA(
        0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116,
        1.051998),
    DEUTERANOPIA(
        0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
    TRITANOPIA(
        1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367,
        0.303900);

    private final double[] matrix;

    Sight(double... matrix) {
      this.matrix = matrix;
    }

    double[] of(double[] rgb) {
      return times(matrix, rgb);
    }
  }

  @ParameterizedTest
  @EnumSource
  void each_colour_is_told_from_each_other(Sight sight) {
    List<Colour> colours =
        Arrays.stream(Colour.values()).filter(colour -> colour != Colour.NONE).toList();
    List<String> confused = new ArrayList<>();
    for (Colour one : colours) {
      for (Colour other : colours.subList(colours.indexOf(one) + 1, colours.size())) {
        if (difference(lab(sight.of(linear(one))), lab(sight.of(linear(other)))) < OTHER_COLOUR) {
          confused.add(one + " and " + other);
        }
      }
    }
    assertThat(confused).isEmpty();
  }

  private static double difference(double[] one, double[] other) {
    return Math.sqrt(
        Math.pow(one[0] - other[0], 2)
            + Math.pow(one[1] - other[1], 2)
            + Math.pow(one[2] - other[2], 2));
  }

  private static double[] linear(Colour colour) {
    int code = Integer.parseInt(colour.code().substring(1), 16);
    return Arrays.stream(new int[] {code >> 16, code >> 8, code})
        .mapToDouble(value -> (value & 0xFF) / 255.0)
        .map(value -> value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4))
        .toArray();
  }

  /** CIE L*a*b* of linear sRGB, white D65. */
  private static double[] lab(double[] rgb) {
    double[] xyz =
        times(
            new double[] {0.4124, 0.3576, 0.1805, 0.2126, 0.7152, 0.0722, 0.0193, 0.1192, 0.9505},
            Arrays.stream(rgb).map(value -> Math.min(1, Math.max(0, value))).toArray());
    double x = cubeRoot(xyz[0] / 0.9505);
    double y = cubeRoot(xyz[1]);
    double z = cubeRoot(xyz[2] / 1.089);
    return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
  }

  private static double cubeRoot(double value) {
    return value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16.0 / 116;
  }

  private static double[] times(double[] matrix, double[] vector) {
    double[] product = new double[3];
    for (int i = 0; i < 3; i++) {
      product[i] =
          matrix[3 * i] * vector[0] + matrix[3 * i + 1] * vector[1] + matrix[3 * i + 2] * vector[2];
    }
    return product;
  }
}
