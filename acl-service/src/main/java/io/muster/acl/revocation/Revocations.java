// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.revocation;

import io.muster.acl.decision.Principal;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.decision.Principal.Token;
import io.muster.acl.decision.Reason;
import io.muster.acl.session.Session;
import io.muster.platform.topic.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The revocations that are in force, in memory, asked with every request of every session. Adding
 * one takes effect with the next question, whatever was decided or cached before. Until it is known
 * what is revoked, nobody of a tenant stands.
 */
public final class Revocations {

    private static final Optional<Reason> REVOKED = Optional.of(Reason.REVOKED);
    private static final Optional<Reason> UNAVAILABLE = Optional.of(Reason.UNAVAILABLE);

    /** In an order that is the same each time, or pages would skip some. */
    private static final Comparator<Revocation> NEWEST_FIRST =
            Comparator.comparing(Revocation::since).reversed().thenComparing(Revocation::id);

    private record Key(TenantId tenant, RevocationKind kind, String value) {}

    private final Map<Key, Revocation> entries = new ConcurrentHashMap<>();
    private final int bound;
    private volatile boolean loaded;
    private volatile Consumer<Revocation> listener = _ -> {};

    private Revocations(int bound, boolean loaded) {
        this.bound = bound;
        this.loaded = loaded;
    }

    /** Nothing is revoked. */
    public static Revocations none(int bound) {
        return new Revocations(bound, true);
    }

    /** It is not known yet what is revoked. */
    public static Revocations unknown(int bound) {
        return new Revocations(bound, false);
    }

    /** Says whether it is known what is revoked. */
    public boolean loaded() {
        return loaded;
    }

    /** Everything that was revoked before is here now. */
    public void complete() {
        loaded = true;
    }

    /** From now on this is told of each new revocation, to end the sessions that it hits. */
    public void listener(Consumer<Revocation> next) {
        listener = next;
    }

    /**
     * Says whether there is room for this one. When there is none, it is refused: what is in force
     * is not forgotten in silence.
     */
    public boolean hasRoomFor(Revocation revocation) {
        return entries.size() < bound || entries.containsKey(key(revocation));
    }

    /** Puts it in force, in place of an earlier one of the same thing. */
    public void put(Revocation revocation) {
        var former = entries.put(key(revocation), revocation);
        if (!revocation.equals(former)) {
            listener.accept(revocation);
        }
    }

    /** Takes one back. */
    public void remove(Revocation revocation) {
        entries.remove(key(revocation));
    }

    /** Has these, and no others, be the ones of a tenant. */
    public void replace(TenantId tenant, Collection<Revocation> all) {
        var keys = all.stream().map(Revocations::key).collect(Collectors.toSet());
        entries.keySet().removeIf(key -> key.tenant().equals(tenant) && !keys.contains(key));
        all.forEach(this::put);
    }

    /** The one of a tenant with this id. */
    public Optional<Revocation> find(TenantId tenant, String id) {
        return of(tenant).filter(each -> each.id().equals(id)).findAny();
    }

    /** Those of a tenant that are in force, the newest first. */
    public List<Revocation> list(TenantId tenant, Instant now) {
        return of(tenant).filter(each -> !each.overAt(now)).sorted(NEWEST_FIRST).toList();
    }

    private Stream<Revocation> of(TenantId tenant) {
        return entries.values().stream().filter(each -> each.tenant().equals(tenant));
    }

    /** What speaks against this session. */
    public Optional<Reason> objection(Session session, Instant now) {
        if (unknownIn(session.principal().tenant())) {
            return UNAVAILABLE;
        }
        return hit(session, now) ? REVOKED : Optional.empty();
    }

    /** What speaks against this identity, or against what proved it. */
    public Optional<Reason> objection(Principal principal, Instant now) {
        if (unknownIn(principal.tenant())) {
            return UNAVAILABLE;
        }
        return hitsCredentials(principal, now) ? REVOKED : Optional.empty();
    }

    /** What speaks against this client id. */
    public Optional<Reason> objection(@Nullable TenantId tenant, String clientId, Instant now) {
        if (unknownIn(tenant)) {
            return UNAVAILABLE;
        }
        return hitsClient(tenant, clientId, now) ? REVOKED : Optional.empty();
    }

    /** Our own services belong to no tenant, and no operator revokes them. */
    private boolean unknownIn(@Nullable TenantId tenant) {
        return tenant != null && !loaded;
    }

    /** Says whether something of this session was revoked, as far as it is known. */
    public boolean hit(Session session, Instant now) {
        var principal = session.principal();
        var tenant = principal.tenant();
        return tenant != null
                && !entries.isEmpty()
                && (hitsCredentials(principal, now)
                        || hitsClient(tenant, session.caller().clientId(), now)
                        || hits(tenant, RevocationKind.SESSION, session.id(), now));
    }

    private boolean hitsClient(@Nullable TenantId tenant, String clientId, Instant now) {
        return tenant != null && hits(tenant, RevocationKind.CLIENT_ID, clientId, now);
    }

    private boolean hitsCredentials(Principal principal, Instant now) {
        var tenant = principal.tenant();
        if (tenant == null || entries.isEmpty()) {
            return false;
        }
        var subject = principal.subject();
        var certificate = subject.certificate();
        return hits(tenant, RevocationKind.SUBJECT, subject.id(), now)
                || hits(tenant, RevocationKind.SUBJECT, tokenSubject(principal), now)
                || hits(tenant, RevocationKind.JTI, subject.claims().path("jti").textValue(), now)
                || (certificate != null
                        && hits(tenant, RevocationKind.CERT_SERIAL, certificate.serial(), now));
    }

    private static @Nullable String tokenSubject(Principal principal) {
        var token =
                switch (principal) {
                    case Token alone -> alone;
                    case Device device -> device.token();
                };
        return token == null ? null : token.subjectId();
    }

    private boolean hits(
            TenantId tenant, RevocationKind kind, @Nullable String value, Instant now) {
        var found = value == null ? null : entries.get(new Key(tenant, kind, value));
        return found != null && !found.overAt(now);
    }

    /** Forgets those that are over; to be called now and then. */
    public void prune(Instant now) {
        entries.values().removeIf(each -> each.overAt(now));
    }

    public int size() {
        return entries.size();
    }

    private static Key key(Revocation revocation) {
        return new Key(revocation.tenant(), revocation.kind(), revocation.value());
    }
}
