package io.dephasing.topology;

import java.util.Map;
import java.util.Set;

/** The keys of an option that names PEM files for a TLS client. */
public final class PemFile {
  /** Certificates of authorities that are trusted; in place of those of the Java runtime. */
  public static final String CA = "ca-file";

  /** The client's certificate, with those that lead to its authority. */
  public static final String CERTIFICATE = "certificate-file";

  /** The client's private key, in PKCS #8. */
  public static final String KEY = "key-file";

  private static final Set<String> KEYS = Set.of(CA, CERTIFICATE, KEY);

  private PemFile() {}

  /** Whether these are such keys; a certificate and its private key belong together. */
  static boolean isComplete(Map<?, ?> files) {
    return KEYS.containsAll(files.keySet())
        && files.containsKey(CERTIFICATE) == files.containsKey(KEY);
  }
}
