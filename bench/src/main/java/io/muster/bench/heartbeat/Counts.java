// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.heartbeat;

import io.muster.bench.server.Server;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** What registry-service counts of heartbeats. */
record Counts(Server server, HttpClient http) implements AutoCloseable {

    static Counts of(Server server) {
        return new Counts(server, HttpClient.newHttpClient());
    }

    /** Heartbeats that were taken in. */
    long taken() throws IOException, InterruptedException {
        return metric("muster_heartbeats_total", "kept")
                + metric("muster_heartbeats_total", "replaced");
    }

    /** Heartbeats for which there was no room. */
    long dropped() throws IOException, InterruptedException {
        return metric("muster_heartbeats_total", "dropped");
    }

    /** Rows that were written. */
    long written() throws IOException, InterruptedException {
        return metric("muster_heartbeats_written_total", "");
    }

    private long metric(String name, String outcome) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.at("/q/metrics")).build();
        return http.send(request, BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(name) && line.contains(outcome))
                .mapToLong(line ->
                        (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() {
        http.close();
    }
}
