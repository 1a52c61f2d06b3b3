// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.shadow;

import io.muster.bench.measure.Latencies;
import io.muster.bench.measure.Sample;
import io.muster.bench.server.ShadowServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;

/** 10,000 devices, of which a few have not yet done what is desired of them. */
final class Fleet implements AutoCloseable {

    private static final int CREWS = 8;
    private static final int DEVICES_EACH = 1_250;
    private static final int WATCHED_EACH = 5;
    private static final int ONE_WATCHED_OF = 50;
    private static final int WINDOW = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ShadowServer service;
    private final List<Crew> crews;

    private Fleet(ShadowServer service) {
        this.service = service;
        this.crews =
                IntStream.range(0, CREWS)
                        .mapToObj(i -> Crew.connect("b" + i, DEVICES_EACH, service.brokerPort()))
                        .toList();
    }

    static Fleet connect(ShadowServer service) throws IOException, InterruptedException {
        var fleet = new Fleet(service);
        try (var http = HttpClient.newHttpClient()) {
            for (var crew : fleet.crews) {
                var token = service.token(crew.tenant());
                for (int device = 0; device < WATCHED_EACH; device++) {
                    fleet.wish(http, token, device);
                }
            }
        }
        return fleet;
    }

    private void wish(HttpClient http, String token, int device)
            throws IOException, InterruptedException {
        var place = "/api/v1/devices/dev-" + device + "/shadows/default/desired";
        var request =
                HttpRequest.newBuilder(service.server().at(place))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/merge-patch+json")
                        .method("PATCH", BodyPublishers.ofString("{\"interval\":60}"))
                        .build();
        int status = http.send(request, BodyHandlers.ofString()).statusCode();
        if (status != 200) {
            throw new IOException("A wish was answered with " + status);
        }
    }

    /** As many as there are answers to, for a time. */
    Sample flood(Route route, Duration time) throws IOException, InterruptedException {
        crews.forEach(crew -> crew.begin(route));
        long cpu = service.server().cpuNanos();
        long start = System.nanoTime();
        crews.forEach(crew -> crew.flood(WINDOW));
        Thread.sleep(time);
        crews.forEach(Crew::stop);
        awaitQuiet();
        long wall = System.nanoTime() - start;
        var answers = all(Crew::answers);
        return Sample.of(answers.total(), wall, service.server().cpuNanos() - cpu, answers);
    }

    /** So many a second, for a time; some of them from devices that get their delta each time. */
    Latencies steady(double rate, Duration time) throws IOException, InterruptedException {
        crews.forEach(crew -> crew.begin(Route.SERVICE));
        long start = System.nanoTime();
        long total = (long) (rate * time.toMillis() / 1_000);
        for (int i = 0; i < total; i++) {
            var crew = crews.get(i % CREWS);
            boolean watched = i / CREWS % ONE_WATCHED_OF == 0;
            crew.send(
                    watched ? i % WATCHED_EACH : WATCHED_EACH + i % (DEVICES_EACH - WATCHED_EACH));
            LockSupport.parkNanos(start + (long) ((i + 1) * 1e9 / rate) - System.nanoTime());
        }
        awaitQuiet();
        return all(Crew::deltas);
    }

    /** One message, from when it is sent until it is answered. */
    Latencies single() throws IOException, InterruptedException {
        crews.forEach(crew -> crew.begin(Route.SERVICE));
        crews.getFirst().send(DEVICES_EACH - 1);
        awaitQuiet();
        return all(Crew::answers);
    }

    private Latencies all(Function<Crew, Latencies> of) {
        var sum = new Latencies();
        crews.stream().map(of).forEach(sum::addAll);
        return sum;
    }

    private void awaitQuiet() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!crews.stream().allMatch(Crew::quiet)) {
            if (System.nanoTime() > end) {
                throw new IOException("Not every message is answered.");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        crews.forEach(Crew::close);
    }
}
