package io.dephasing.export.http;

import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An HTTP client with the certificates of now. May be asked by several threads. */
final class ClientOfFiles {
  private static final Logger LOG = LoggerFactory.getLogger(ClientOfFiles.class);

  private final TlsFiles files;
  private final Duration connect;
  private HttpClient client;
  private List<FileTime> writtenAt = List.of();

  /**
   * A client that gives up connecting after a while. The files are read with the first request.
   *
   * @param connect after which a connection is not waited for
   */
  ClientOfFiles(TlsFiles files, Duration connect) {
    this.files = files;
    this.connect = connect;
    this.client = builder().build();
  }

  /**
   * The client to send the next request with.
   *
   * @throws UncheckedIOException where the files have changed and cannot be used
   */
  synchronized HttpClient now() {
    if (files.isAny()) {
      List<FileTime> times = files.writtenAt();
      if (!times.equals(writtenAt)) {
        client = builder().sslContext(files.context()).build();
        writtenAt = times;
        LOG.atInfo().log("certificates were read");
      }
    }
    return client;
  }

  private HttpClient.Builder builder() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(connect);
  }
}
