package io.dephasing.export.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** Certificates that sign themselves, with their keys, made by the JDK's tool. */
final class KeyPairs {
  static final char[] PASSWORD = "for tests".toCharArray();

  private final Path folder;

  KeyPairs(Path folder) {
    this.folder = folder;
  }

  /** A new pair of this name, for the loopback address. */
  KeyStore make(String name) throws Exception {
    Path file = folder.resolve(name + ".p12");
    Files.deleteIfExists(file);
    Process tool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    name,
                    "-dname",
                    "CN=" + name,
                    "-ext",
                    "san=ip:127.0.0.1",
                    "-keyalg",
                    "EC",
                    "-validity",
                    "2",
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    String.valueOf(PASSWORD),
                    "-keystore",
                    file.toString()))
            .redirectErrorStream(true)
            .start();
    String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (tool.waitFor() != 0) {
      throw new IOException("keytool: " + said);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  /** The certificate as a PEM file. */
  Path certificate(KeyStore store, String file) throws Exception {
    return write(file, "CERTIFICATE", store.getCertificate(alias(store)).getEncoded());
  }

  /** The private key as a PEM file. */
  Path key(KeyStore store, String file) throws Exception {
    return write(
        file,
        "PRIVATE KEY",
        Objects.requireNonNull(store.getKey(alias(store), PASSWORD)).getEncoded());
  }

  /** Who trusts this one alone. */
  static KeyStore trusting(KeyStore other) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD);
    store.setCertificateEntry("trusted", other.getCertificate(alias(other)));
    return store;
  }

  private static String alias(KeyStore store) throws GeneralSecurityException {
    return store.aliases().nextElement();
  }

  private Path write(String file, String kind, byte[] der) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(
        folder.resolve(file),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, body, kind));
  }
}
