package io.dephasing.export.http;

import io.dephasing.topology.PemFile;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/**
 * Whom a client trusts and as whom it comes, in PEM files. They are read again when they change: a
 * certificate that was renewed needs no restart.
 */
public final class TlsFiles implements Serializable {
  /** As the Java runtime has it, and as nobody in particular. */
  public static final TlsFiles NONE = new TlsFiles(Map.of());

  private static final String PEM = "PEM";
  private static final long serialVersionUID = 1L;

  private final HashMap<String, String> files;

  /**
   * These files.
   *
   * @param files their paths by the keys that {@link PemFile} has; a certificate and its key belong
   *     together
   */
  public TlsFiles(Map<String, String> files) {
    this.files = new HashMap<>(files);
  }

  /** Whether there are any. */
  boolean isAny() {
    return !files.isEmpty();
  }

  /**
   * When each was written last: other times mean other content.
   *
   * @throws UncheckedIOException where one is not there
   */
  List<FileTime> writtenAt() {
    List<FileTime> times = new ArrayList<>();
    for (String file : new TreeSet<>(files.values())) {
      try {
        times.add(Files.getLastModifiedTime(Path.of(file)));
      } catch (IOException e) {
        throw new UncheckedIOException("%s cannot be read".formatted(file), e);
      }
    }
    return times;
  }

  /**
   * What a client begins its connections with.
   *
   * @throws UncheckedIOException where a file cannot be read, or holds something else; its content
   *     is not told
   */
  public SSLContext context() {
    Map<String, String> settings = new HashMap<>();
    if (files.containsKey(PemFile.CA)) {
      settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, PEM);
      settings.put(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, text(PemFile.CA));
    }
    if (files.containsKey(PemFile.KEY)) {
      settings.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, PEM);
      settings.put(SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG, text(PemFile.CERTIFICATE));
      settings.put(SslConfigs.SSL_KEYSTORE_KEY_CONFIG, text(PemFile.KEY));
    }
    try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
      factory.configure(new ConfigDef().withClientSslSupport().parse(settings));
      return factory.sslContext();
    } catch (KafkaException e) {
      throw new UncheckedIOException(
          "%s: no certificates or keys in PEM".formatted(new TreeSet<>(files.values())),
          new IOException(e));
    }
  }

  private String text(String name) {
    String file = files.getOrDefault(name, "");
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read".formatted(file), e);
    }
  }
}
