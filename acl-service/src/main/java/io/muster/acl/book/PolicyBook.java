// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.book;

import io.muster.acl.policy.PolicySet;
import io.muster.platform.topic.TenantId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The policies in force, by tenant. A decision takes one set and finishes with it, whatever changes
 * meanwhile; what changes is exchanged as a whole. Before anything was loaded every tenant is
 * denied everything. A tenant whose newest documents can't be used keeps what it had, or has
 * nothing.
 */
public final class PolicyBook {

    private static final PolicySet CLOSED = PolicySet.of(List.of());

    /** One state of the book. */
    private record Contents(Map<TenantId, PolicySet> tenants, Set<String> faulty, boolean loaded) {

        Contents {
            tenants = Map.copyOf(tenants);
            faulty = Set.copyOf(faulty);
        }
    }

    private final PolicySet builtIn;
    private volatile Contents contents = new Contents(Map.of(), Set.of(), false);

    /**
     * @param builtIn what holds for our own services, and in tenants without documents
     */
    public PolicyBook(PolicySet builtIn) {
        this.builtIn = builtIn;
    }

    /**
     * The policies that apply to identities of a tenant. Our own services have none: no tenant's
     * documents, nor their absence, change what they may do.
     */
    public PolicySet of(@Nullable TenantId tenant) {
        if (tenant == null) {
            return builtIn;
        }
        var now = contents;
        return now.loaded() ? now.tenants().getOrDefault(tenant, builtIn) : CLOSED;
    }

    /** Says whether there is something to decide by. */
    public boolean loaded() {
        return contents.loaded();
    }

    /** Whose newest documents can't be used: tenants, or files. */
    public Set<String> faulty() {
        return contents.faulty();
    }

    /** Puts in force what these tenants have now; a tenant that is not named has nothing. */
    public synchronized void replaceAll(Map<TenantId, Edition> editions) {
        contents = merged(new Contents(Map.of(), Set.of(), true), editions);
    }

    /** Puts in force what these tenants have now; the others keep what they have. */
    public synchronized void replace(Map<TenantId, Edition> editions) {
        contents = merged(contents, editions);
    }

    /** Keeps what is in force, though there is something newer that can't be used. */
    public synchronized void keep(Set<String> faulty) {
        contents = new Contents(contents.tenants(), faulty, contents.loaded());
    }

    private Contents merged(Contents before, Map<TenantId, Edition> editions) {
        var tenants = new HashMap<>(before.tenants());
        var faulty = new HashSet<>(before.faulty());
        editions.forEach((tenant, edition) -> {
            switch (edition) {
                case Edition.Sound(var policies) -> {
                    tenants.put(tenant, policies);
                    faulty.remove(tenant.value());
                }
                case Edition.Faulty _ -> {
                    tenants.putIfAbsent(tenant, lastGood(tenant));
                    faulty.add(tenant.value());
                }
            }
        });
        return new Contents(tenants, faulty, before.loaded());
    }

    private PolicySet lastGood(TenantId tenant) {
        return contents.tenants().getOrDefault(tenant, CLOSED);
    }
}
