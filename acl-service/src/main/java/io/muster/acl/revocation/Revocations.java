// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.revocation;

import io.muster.acl.decision.Principal;
import io.muster.acl.decision.Principal.Token;
import io.muster.acl.session.Session;
import io.muster.platform.topic.TenantId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The revocations that are in force, in memory, asked with every request of every session. Adding
 * one takes effect with the next question, whatever was decided or cached before.
 */
public final class Revocations {

    private record Key(TenantId tenant, RevocationKind kind, String value) {}

    private final Map<Key, Revocation> entries = new ConcurrentHashMap<>();
    private final int bound;
    private volatile Consumer<Revocation> listener = _ -> {};

    public Revocations(int bound) {
        this.bound = bound;
    }

    /** From now on this is told of each new revocation, to end the sessions that it hits. */
    public void listener(Consumer<Revocation> next) {
        listener = next;
    }

    /**
     * Puts it in force, in place of an earlier one of the same thing. False when there are as many
     * as we keep; what is not in force is not forgotten in silence.
     */
    public boolean add(Revocation revocation) {
        var key = key(revocation);
        if (entries.size() >= bound && !entries.containsKey(key)) {
            return false;
        }
        entries.put(key, revocation);
        listener.accept(revocation);
        return true;
    }

    /** Takes one back; empty when there was none of this id. */
    public Optional<Revocation> remove(TenantId tenant, String id) {
        return of(tenant)
                .filter(each -> each.id().equals(id))
                .findAny()
                .filter(found -> entries.remove(key(found), found));
    }

    /** Those of a tenant that are in force, the newest first. */
    public List<Revocation> list(TenantId tenant, Instant now) {
        return of(tenant)
                .filter(each -> !each.overAt(now))
                .sorted(Comparator.comparing(Revocation::since).reversed())
                .toList();
    }

    private Stream<Revocation> of(TenantId tenant) {
        return entries.values().stream().filter(each -> each.tenant().equals(tenant));
    }

    /** Says whether something of this session was revoked. */
    public boolean hit(Session session, Instant now) {
        var principal = session.principal();
        var tenant = principal.tenant();
        return tenant != null
                && !entries.isEmpty()
                && (hitsCredentials(principal, now)
                        || hitsClient(tenant, session.caller().clientId(), now)
                        || hits(tenant, RevocationKind.SESSION, session.id(), now));
    }

    /** Says whether this client id was revoked. */
    public boolean hitsClient(@Nullable TenantId tenant, String clientId, Instant now) {
        return tenant != null && hits(tenant, RevocationKind.CLIENT_ID, clientId, now);
    }

    /** Says whether the identity was revoked, or what proved it. */
    public boolean hitsCredentials(Principal principal, Instant now) {
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
        return principal instanceof Token token ? token.subjectId() : null;
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
