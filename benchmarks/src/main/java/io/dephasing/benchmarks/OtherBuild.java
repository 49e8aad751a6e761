package io.dephasing.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What another checkout has built: the job before a change, for one. */
final class OtherBuild {
  private OtherBuild() {}

  /**
   * The class path of its benchmarks.
   *
   * @param checkout root of its working copy
   * @throws IOException where they are not built
   */
  static String classPath(Path checkout) throws IOException {
    Path target = checkout.resolve("benchmarks/target").toRealPath();
    String libraries = Files.readString(target.resolve("classpath"), UTF_8).strip();
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(target, "dephasing-benchmarks-*.jar")) {
      for (Path jar : jars) {
        return jar + File.pathSeparator + libraries;
      }
    }
    throw new NoSuchFileException(target + "/dephasing-benchmarks-*.jar");
  }
}
