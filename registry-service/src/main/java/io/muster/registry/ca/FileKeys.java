// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.Fingerprint;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Keys in PKCS#12 files: the one that is configured, and one beside it for each authority that was
 * made later. A file is written once and never again, so replicas that share the folder can't undo
 * each other's work, and a crash leaves no file half changed.
 */
final class FileKeys implements CaKeys {

    private static final String SUFFIX = ".p12";

    private final Path file;
    private final String password;
    private final CaKeystore first;

    FileKeys(Path file, String password) {
        this.file = file.toAbsolutePath();
        this.password = password;
        this.first = new CaKeystore(file, password);
    }

    @Override
    public String place() {
        return "muster.ca.keystore " + file;
    }

    @Override
    public Optional<Authority> first(TenantId tenant) {
        return first.exists() ? first.find(tenant) : Optional.empty();
    }

    @Override
    public Authority create(TenantId tenant, Instant now) {
        var made = SelfSignedAuthority.create(tenant, now);
        return keep(tenant, made).open(tenant);
    }

    /** In the configured file, unless it is there: perhaps another replica was quicker. */
    private CaKeystore keep(TenantId tenant, SelfSignedAuthority made) {
        if (!first.exists()) {
            try {
                first.create(tenant, made);
                return first;
            } catch (CaUnusable e) {
                if (!first.exists()) {
                    throw e;
                }
            }
        }
        var later = of(made.authority().fingerprint());
        later.create(tenant, made);
        return later;
    }

    @Override
    public Optional<Authority> open(TenantId tenant, Fingerprint authority) {
        var later = of(authority);
        return (later.exists() ? later.find(tenant) : first(tenant))
                .filter(found -> found.fingerprint().equals(authority));
    }

    private CaKeystore of(Fingerprint authority) {
        var name = file.getFileName().toString();
        var stem =
                name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        return new CaKeystore(file.resolveSibling(stem + "-" + authority.hex() + SUFFIX), password);
    }
}
