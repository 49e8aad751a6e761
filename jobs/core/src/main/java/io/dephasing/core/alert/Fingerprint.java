package io.dephasing.core.alert;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What identifies an alert: the same whoever computes it, in whatever order events came (METHOD
 * 9.8).
 */
final class Fingerprint {
  private static final int BYTES = 16;
  private static final long ANCHOR_SECONDS = 300;

  private Fingerprint() {}

  /** Hash of rule and group: one for all alerts of the two. */
  static String of(String rule, String groupKey) {
    return hash(rule + '\n' + groupKey);
  }

  /** Hash of fingerprint and anchor, where the fingerprint's previous alert is known. */
  static String alertIdAfter(String fingerprint, long previousEndSecond) {
    return hash(fingerprint + "\nafter " + previousEndSecond);
  }

  /**
   * Hash of fingerprint and anchor for the very first alert: its start, rounded to the nearest 5
   * min.
   */
  static String alertIdAt(String fingerprint, long startSecond) {
    long rounded = Math.floorDiv(startSecond + ANCHOR_SECONDS / 2, ANCHOR_SECONDS) * ANCHOR_SECONDS;
    return hash(fingerprint + "\nat " + rounded);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
