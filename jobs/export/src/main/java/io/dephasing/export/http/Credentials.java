package io.dephasing.export.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * As whom requests are sent. Secrets stay in their files, and are read for each request: a rotated
 * one needs no restart.
 */
public final class Credentials implements Serializable {
  /** Nobody asks. */
  public static final Credentials NONE = new Credentials(null, null);

  private static final long serialVersionUID = 1L;

  private final @Nullable String user;
  private final @Nullable String file;

  private Credentials(@Nullable String user, @Nullable String file) {
    this.user = user;
    this.file = file;
  }

  /** A token in a file. */
  public static Credentials bearer(Path tokenFile) {
    return new Credentials(null, tokenFile.toString());
  }

  /** A user whose password is in a file. */
  public static Credentials basic(String user, Path passwordFile) {
    return new Credentials(user, passwordFile.toString());
  }

  /**
   * The header's value, where one is sent.
   *
   * @throws UncheckedIOException where the file cannot be read, or holds what no header can; its
   *     content is not told
   */
  Optional<String> authorization() {
    if (file == null) {
      return Optional.empty();
    }
    String secret;
    try {
      secret = Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read".formatted(file), e);
    }
    if (user == null) {
      check(secret, "[\\x21-\\x7E]+", "one line of printable ASCII");
      return Optional.of("Bearer " + secret);
    }
    check(secret, "\\P{Cntrl}+", "one line without control characters");
    byte[] both = (user + ":" + secret).getBytes(UTF_8);
    return Optional.of("Basic " + Base64.getEncoder().encodeToString(both));
  }

  /** The HTTP client refuses such a header, too, but says what was in it. */
  private void check(String secret, String allowed, String wording) {
    if (!secret.matches(allowed)) {
      throw new UncheckedIOException(
          "%s does not hold %s".formatted(file, wording),
          new IOException("it holds something else"));
    }
  }
}
