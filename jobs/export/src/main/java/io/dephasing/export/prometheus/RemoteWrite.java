package io.dephasing.export.prometheus;

import com.google.protobuf.CodedOutputStream;
import io.dephasing.export.http.Answer;
import io.dephasing.export.http.Endpoint;
import io.dephasing.export.http.Poster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.xerial.snappy.Snappy;

/** Requests of remote write 1.0: samples in protobuf, compressed by Snappy. */
final class RemoteWrite {
  private static final int TIME_SERIES = 1;
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Type", "application/x-protobuf",
          "Content-Encoding", "snappy",
          "X-Prometheus-Remote-Write-Version", "0.1.0",
          "User-Agent", "dephasing-export");

  private final Poster poster;

  RemoteWrite(Endpoint endpoint) {
    this.poster = new Poster(endpoint);
  }

  CompletableFuture<Answer> send(List<EncodedSample> samples) {
    return poster.post(body(samples), HEADERS);
  }

  static byte[] body(List<EncodedSample> samples) {
    int size = 0;
    for (EncodedSample sample : samples) {
      size += sample.bytes().length + 6;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(size);
    CodedOutputStream out = CodedOutputStream.newInstance(bytes, 4_096);
    try {
      for (EncodedSample sample : samples) {
        out.writeByteArray(TIME_SERIES, sample.bytes());
      }
      out.flush();
      return Snappy.compress(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array cannot be written to", e);
    }
  }
}
