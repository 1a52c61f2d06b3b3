// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.platform.topic.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.bouncycastle.cert.X509CertificateHolder;

/** The authorities that this replica issues with, by tenant; filled before the service is ready. */
@ApplicationScoped
public class Authorities {

    private final Map<TenantId, Authority> byTenant = new ConcurrentHashMap<>();

    /** The authority of a tenant; empty when the tenant has none. */
    public Optional<Authority> find(TenantId tenant) {
        return Optional.ofNullable(byTenant.get(tenant));
    }

    /** The certificates whose signature under a client certificate makes it one of ours. */
    public Stream<X509CertificateHolder> anchors() {
        return byTenant.values().stream().map(authority -> authority.signer().certificate());
    }

    void add(TenantId tenant, Authority authority) {
        byTenant.put(tenant, authority);
    }
}
