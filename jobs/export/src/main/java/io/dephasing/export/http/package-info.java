/**
 * Requests to servers that are not Kafka. Start with {@link io.dephasing.export.http.Endpoint},
 * which says where and as whom. This package never knows what is sent.
 */
@NullMarked
package io.dephasing.export.http;

import org.jspecify.annotations.NullMarked;
