package io.dephasing.export.http;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;

/**
 * A server.
 *
 * @param uri where requests go
 * @param timeout after which an answer is not waited for
 * @param credentials as whom
 * @param tls with which certificates, where the address is of https
 */
public record Endpoint(URI uri, Duration timeout, Credentials credentials, TlsFiles tls)
    implements Serializable {}
