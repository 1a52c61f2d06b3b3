// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import io.muster.platform.channel.LateChannel;
import io.muster.platform.channel.LateChannels;
import io.muster.platform.channel.TopicProbe;
import io.muster.shadow.AliasSettings;
import io.muster.shadow.ShadowSettings;
import io.muster.shadow.alias.AliasStatus.Use;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Opens the channel of requests the way that the broker allows. Where it delivers shared
 * subscriptions on these topics all replicas have a part of them; where it does not, one replica
 * has them all, under a lease, and the next one takes over its session at the broker with what it
 * had not finished.
 */
@ApplicationScoped
class AliasIngress {

    static final String CHANNEL = "shadow-alias";

    private static final Logger LOG = Logger.getLogger(AliasIngress.class);
    private static final String GROUP = "$share/shadow-service/";
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final Duration BETWEEN_TRIALS = Duration.ofMinutes(1);
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final AliasStatus status;
    private final AliasTopics topics;
    private final AliasSettings settings;
    private final AliasChannel requests;
    private final TopicProbe probe;
    private final LateChannels channels;
    private final IngressLease lease;
    private final Clock clock;
    private volatile Optional<LateChannels.Open> open = Optional.empty();
    private Instant heldSince = Instant.EPOCH;
    private Instant triedAt = Instant.EPOCH;
    private volatile boolean ending;

    AliasIngress(
            AliasStatus status,
            AliasTopics topics,
            ShadowSettings settings,
            AliasChannel requests,
            TopicProbe probe,
            LateChannels channels,
            IngressLease lease,
            Clock clock) {
        this.status = status;
        this.topics = topics;
        this.settings = settings.alias();
        this.requests = requests;
        this.probe = probe;
        this.channels = channels;
        this.lease = lease;
        this.clock = clock;
    }

    /** One round at a time, and each does one step, so that nothing here needs a lock. */
    @Scheduled(
            every = "1s",
            identity = "shadow-alias",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> step() {
        return ending ? Uni.createFrom().voidItem() : next();
    }

    private Uni<Void> next() {
        return switch (status.use()) {
            case Use.Off() -> Uni.createFrom().voidItem();
            case Use.Untried _ -> tryOut();
            case Use.Unusable _ -> overdue() ? tryOut() : Uni.createFrom().voidItem();
            case Use.Usable(var shared) -> shared ? share() : hold();
        };
    }

    private boolean overdue() {
        return triedAt.plus(BETWEEN_TRIALS).isBefore(clock.instant());
    }

    private Uni<Void> tryOut() {
        triedAt = clock.instant();
        return probe.ask(topics.probe())
                .map(AliasIngress::use)
                .onFailure()
                .recoverWithItem(failure -> new Use.Untried(String.valueOf(failure.getMessage())))
                .invoke(status::becomes)
                .chain(use -> use instanceof Use.Usable ? next() : Uni.createFrom().voidItem());
    }

    private static Use use(TopicProbe.Finding finding) {
        return switch (finding) {
            case TopicProbe.Finding.Carries(var shared) -> new Use.Usable(shared);
            case TopicProbe.Finding.Refuses(var how) -> new Use.Unusable(how);
        };
    }

    private Uni<Void> share() {
        if (open.isEmpty()) {
            var filters =
                    topics.requests().stream()
                            .map(filter -> GROUP + filter)
                            .collect(Collectors.toSet());
            begin(filters, false);
        }
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> hold() {
        return lease.take(CHANNEL)
                .invoke(ours -> heldSince = ours ? clock.instant() : heldSince)
                .onFailure()
                .recoverWithItem(this::stillOurs)
                .chain(ours -> ours ? held() : lost());
    }

    /** Nobody else can have taken it before it ran out. */
    private boolean stillOurs(Throwable failure) {
        LOG.warnf("The lease of %s is not renewed: %s", CHANNEL, failure.getMessage());
        return open.isPresent() && clock.instant().isBefore(heldSince.plus(LEASE));
    }

    private Uni<Void> held() {
        if (open.isEmpty()) {
            begin(topics.requests(), true);
        }
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> lost() {
        var former = open;
        open = Optional.empty();
        return former.map(LateChannels.Open::close).orElseGet(() -> Uni.createFrom().voidItem());
    }

    private void begin(Set<String> filters, boolean sole) {
        var channel =
                new LateChannel(CHANNEL, filters, sole, settings.inflight(), topics.keyLevels());
        open = Optional.of(channels.open(channel, requests::on));
    }

    /** Whether this replica has requests, or a part of them. */
    boolean isOpen() {
        return open.isPresent();
    }

    /** Why no requests come in; empty while they do, or while another replica has them. */
    Optional<String> trouble() {
        return open.flatMap(LateChannels.Open::trouble);
    }

    /** The next replica need not wait. What is in hand is finished first. */
    void stop(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE - 1) ShutdownEvent event) {
        ending = true;
        if (open.isPresent()) {
            lost().chain(() -> lease.leave(CHANNEL))
                    .ifNoItem()
                    .after(GOODBYE)
                    .fail()
                    .onFailure()
                    .invoke(failure -> LOG.debugf("The lease is left to run out: %s", failure))
                    .onFailure()
                    .recoverWithNull()
                    .await()
                    .atMost(GOODBYE.plusSeconds(1));
        }
    }
}
