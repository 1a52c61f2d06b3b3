// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq.event;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.acl.hivemq.hook.Authorities;
import io.muster.acl.hivemq.settings.EventSettings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what happened, in batches, by a thread of its own: no client ever waits for it. What could
 * not be told is told again, until it could or there is no more room; the receiver minds neither
 * twice nor late.
 */
public final class EventPost implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventPost.class);
    private static final int ROOM = 100_000;
    private static final int BATCH = 500;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private final BlockingQueue<ConnectionEvent> waiting = new LinkedBlockingQueue<>(ROOM);
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http;
    private final EventSettings settings;
    private final Thread postman;
    private volatile boolean closing;

    private EventPost(EventSettings settings, HttpClient http) {
        this.settings = settings;
        this.http = http;
        this.postman = Thread.ofPlatform().daemon().name("muster-events").unstarted(this::work);
    }

    /** Throws when the authorities cannot be read. */
    public static EventPost start(EventSettings settings) throws IOException {
        var builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(TIMEOUT)
                        .followRedirects(HttpClient.Redirect.NEVER);
        if (settings.authorities().isPresent()) {
            builder.sslContext(Authorities.of(settings.authorities().get()));
        }
        var post = new EventPost(settings, builder.build());
        post.postman.start();
        return post;
    }

    /** Takes an event in; never waits. The oldest goes where there is no room: it matters least. */
    public void tell(ConnectionEvent event) {
        while (!waiting.offer(event)) {
            waiting.poll();
        }
    }

    private void work() {
        try {
            while (!closing || !waiting.isEmpty()) {
                var first = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    post(batch(first));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<ConnectionEvent> batch(ConnectionEvent first) {
        var batch = new ArrayList<ConnectionEvent>();
        batch.add(first);
        waiting.drainTo(batch, BATCH - 1);
        return batch;
    }

    private void post(List<ConnectionEvent> batch) throws InterruptedException {
        boolean complained = false;
        while (!told(batch)) {
            if (!complained) {
                LOG.warn("registry-service hears nothing of connections for now");
                complained = true;
            }
            if (closing) {
                return;
            }
            Thread.sleep(PAUSE);
        }
    }

    /** What is refused as it is would be refused again; only who does not answer is asked again. */
    private boolean told(List<ConnectionEvent> batch) throws InterruptedException {
        try {
            var answer = http.send(request(batch), BodyHandlers.discarding());
            int status = answer.statusCode();
            if (status == 400 || status == 413) {
                LOG.error("registry-service does not understand us: status {}", status);
            }
            return status == 200 || status == 400 || status == 413;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpRequest request(List<ConnectionEvent> batch) throws IOException {
        return HttpRequest.newBuilder(settings.url())
                .timeout(TIMEOUT)
                .header("Authorization", settings.secret().authorization())
                .header("Content-Type", "application/json")
                .POST(
                        HttpRequest.BodyPublishers.ofByteArray(
                                json.writeValueAsBytes(Map.of("events", batch))))
                .build();
    }

    /** What is left is told, if that is soon done. */
    @Override
    public void close() {
        closing = true;
        try {
            postman.join(LAST_WORDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        postman.interrupt();
        http.shutdownNow();
    }
}
