// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.net;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a service how it feels. */
public final class Readiness implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(TIMEOUT)
                    .build();

    /** Whether the service says that it can be used. */
    public boolean ready(URI service) throws InterruptedException {
        return status(service) == 200;
    }

    /** The HTTP status of the service's readiness; 0 when nobody answers. */
    public int status(URI service) throws InterruptedException {
        var request =
                HttpRequest.newBuilder(service.resolve("/q/health/ready")).timeout(TIMEOUT).build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
