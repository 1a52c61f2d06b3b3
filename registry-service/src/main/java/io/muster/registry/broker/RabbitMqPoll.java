// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.broker;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.platform.call.HttpCalls;
import io.muster.registry.broker.RabbitMqConnections.ConnectionPage;
import io.muster.registry.presence.BrokerEvent.Connected;
import io.muster.registry.presence.BrokerEvent.Disconnected;
import io.muster.registry.presence.OpenConnection;
import io.muster.registry.presence.OpenConnections;
import io.muster.registry.presence.PresenceUpdate;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks RabbitMQ who is connected, and compares that with what is known. RabbitMQ tells of
 * connections on an AMQP exchange only, in headers, which its MQTT plugin does not pass on.
 */
final class RabbitMqPoll {

    private static final int PAGE = 500;
    private static final int MOST_PAGES = 400;
    private static final int AT_ONCE = 8;
    private static final String COLUMNS =
            "name,vhost,protocol,connected_at,client_properties.client_id";
    private static final String LOST = "lost";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Teller teller;
    private final URI address;
    private final Map<String, String> headers;
    private final HttpCalls calls;
    private final OpenConnections open;
    private final PresenceUpdate presence;
    private final BrokerEvents events;
    private final Absentees absentees = new Absentees();
    private Set<OpenConnection> told = Set.of();

    RabbitMqPoll(
            Teller teller,
            URI address,
            Map<String, String> headers,
            HttpCalls calls,
            OpenConnections open,
            PresenceUpdate presence,
            BrokerEvents events) {
        this.teller = teller;
        this.address = address;
        this.headers = headers;
        this.calls = calls;
        this.open = open;
        this.presence = presence;
        this.events = events;
    }

    /** Asks once. A list that could not be read to its end says nothing. */
    Uni<Void> round() {
        return pages(1, new ArrayList<>())
                .chain(list -> open.of(teller.name()).chain(known -> compare(list, known)));
    }

    private Uni<List<ClientEvent>> pages(int number, List<ClientEvent> sum) {
        return page(number)
                .chain(page -> {
                    sum.addAll(page.connections());
                    return number >= page.pages()
                            ? Uni.createFrom().item(sum)
                            : pages(number + 1, sum);
                });
    }

    private Uni<ConnectionPage> page(int number) {
        var target =
                URI.create(
                        "%s/api/connections?page=%d&page_size=%d&sort=connected_at&columns=%s"
                                .formatted(address, number, PAGE, COLUMNS));
        return calls.send(HttpMethod.GET, target, headers, Buffer.buffer()).map(RabbitMqPoll::read);
    }

    private static ConnectionPage read(HttpCalls.Reply reply) {
        if (!reply.successful()) {
            throw new IllegalStateException("RabbitMQ answered " + reply.status());
        }
        try {
            return RabbitMqConnections.page(JSON.readTree(reply.body().getBytes()))
                    .map(RabbitMqPoll::readable)
                    .orElseThrow(() -> new IllegalStateException("RabbitMQ answered no list"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a list that is too long to read, whoever stands behind the end would seem to be gone. */
    static ConnectionPage readable(ConnectionPage page) {
        if (page.pages() > MOST_PAGES) {
            throw new IllegalStateException(
                    "RabbitMQ has more than " + MOST_PAGES * PAGE + " connections");
        }
        return page;
    }

    private Uni<Void> compare(List<ClientEvent> list, List<OpenConnection> known) {
        var before = Set.copyOf(known);
        var seen = new HashSet<OpenConnection>();
        var news = new ArrayList<ClientEvent>();
        for (var each : list) {
            if (each.event() instanceof Connected(var which)) {
                teller.device(each)
                        .map(device -> new OpenConnection(device, which))
                        .filter(seen::add)
                        .filter(connection ->
                                !before.contains(connection) && !told.contains(connection))
                        .ifPresent(_ -> news.add(each));
            }
        }
        return events.take(teller, news)
                .invoke(() -> told = Set.copyOf(seen)) // Those that are no devices, too.
                .chain(() -> end(absentees.gone(known, seen)));
    }

    private Uni<Void> end(List<OpenConnection> gone) {
        return Multi.createFrom()
                .iterable(gone)
                .onItem()
                .transformToUni(each ->
                        presence.told(
                                each.device(),
                                teller.name(),
                                new Disconnected(each.connection(), LOST)))
                .merge(AT_ONCE)
                .onItem()
                .ignoreAsUni();
    }
}
