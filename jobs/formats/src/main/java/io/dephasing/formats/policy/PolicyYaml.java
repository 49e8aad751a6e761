package io.dephasing.formats.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.policy.Expectation;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.sli.Measure;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one entry of a policy file, which is also the shape of {@code default-policy}. */
public final class PolicyYaml {
  private static final ObjectMapper YAML =
      new YAMLMapper(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);

  private static final String DEFAULT = "default-policy";

  private PolicyYaml() {}

  /**
   * The policy that holds before anyone writes one.
   *
   * @param text YAML of the entry; blank for the defaults
   * @throws InvalidPolicyException with the key and what is allowed
   */
  public static Policy defaultPolicy(String text) {
    if (text.isBlank()) {
      return Policy.DEFAULT;
    }
    PolicyEntry entry;
    try {
      entry = YAML.readValue(text, PolicyEntry.class);
    } catch (UnrecognizedPropertyException e) {
      throw new InvalidPolicyException(
          DEFAULT + "." + e.getPropertyName(),
          "unknown key",
          String.join(
              ", ",
              Arrays.stream(PolicyEntry.class.getRecordComponents())
                  .map(c -> c.getName())
                  .toList()));
    } catch (MismatchedInputException e) {
      throw new InvalidPolicyException(DEFAULT + path(e), given(e), allowed(e.getTargetType()));
    } catch (JsonMappingException e) {
      throw new InvalidPolicyException(DEFAULT + path(e) + ": " + e.getOriginalMessage());
    } catch (JsonProcessingException e) {
      throw new InvalidPolicyException(DEFAULT + ": " + e.getOriginalMessage());
    }
    return entry == null ? Policy.DEFAULT : policy(entry);
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(reference -> String.valueOf(reference.getFieldName()))
        .map(name -> "." + name)
        .collect(Collectors.joining());
  }

  private static String given(MismatchedInputException e) {
    return e instanceof InvalidFormatException format
        ? String.valueOf(format.getValue())
        : "a value of another shape";
  }

  private static String allowed(Class<?> target) {
    if (target == Integer.class) {
      return "a whole number";
    }
    if (target == Double.class) {
      return "a number";
    }
    if (target == Boolean.class) {
      return "true or false";
    }
    return target == String.class ? "a text" : "a map";
  }

  private static Policy policy(PolicyEntry entry) {
    Policy standard = Policy.DEFAULT;
    Map<String, Double> limits = entry.limits() == null ? Map.of() : entry.limits();
    limits.forEach(PolicyYaml::checkLimit);
    return new Policy(
        standard.version(),
        limits,
        severity(entry.severity(), standard.severity()),
        new Expectation(
            above("spreadSeconds", entry.spreadSeconds(), Double.NaN),
            above("cadenceSeconds", entry.cadenceSeconds(), Double.NaN),
            members(entry.members())),
        share("objective", entry.objective(), standard.objective()),
        above(
            "falseAlarmsPer30Days", entry.falseAlarmsPer30Days(), standard.falseAlarmsPer30Days()),
        Boolean.TRUE.equals(entry.timeline()));
  }

  private static void checkLimit(String id, @Nullable Double limit) {
    if (Measure.ofId(id).isEmpty()) {
      throw new InvalidPolicyException(
          DEFAULT + ".limits." + id,
          "unknown measure",
          Measure.all().stream().map(Measure::id).collect(Collectors.joining(", ")));
    }
    if (limit == null || !(limit >= 0)) {
      throw new InvalidPolicyException(
          DEFAULT + ".limits." + id, String.valueOf(limit), "a number from 0 on");
    }
  }

  private static AlertSeverity severity(@Nullable String text, AlertSeverity standard) {
    if (text == null) {
      return standard;
    }
    for (AlertSeverity severity : AlertSeverity.values()) {
      if (severity.name().equalsIgnoreCase(text)) {
        return severity;
      }
    }
    throw new InvalidPolicyException(
        DEFAULT + ".severity",
        text,
        Arrays.stream(AlertSeverity.values())
            .map(each -> each.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", ")));
  }

  private static double above(String key, @Nullable Double value, double standard) {
    if (value == null) {
      return standard;
    }
    if (!(value > 0) || value.isInfinite()) {
      throw new InvalidPolicyException(DEFAULT + "." + key, value, "a number above 0");
    }
    return value;
  }

  private static double share(String key, @Nullable Double value, double standard) {
    if (value == null) {
      return standard;
    }
    if (!(value > 0 && value < 1)) {
      throw new InvalidPolicyException(DEFAULT + "." + key, value, "above 0 and below 1");
    }
    return value;
  }

  private static int members(@Nullable Integer value) {
    if (value == null) {
      return 0;
    }
    if (value < 1) {
      throw new InvalidPolicyException(DEFAULT + ".members", value, "a whole number from 1 on");
    }
    return value;
  }
}
