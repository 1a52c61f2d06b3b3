// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.store;

import io.muster.ota.OtaConfig;
import io.muster.ota.release.RegisteredKey;
import io.muster.ota.release.SigningKey;
import io.muster.platform.topic.TenantId;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The keys that may sign a tenant's releases: those it registered, and those the service was
 * started with. A name that the tenant has registered means the tenant's key, also when it is
 * revoked.
 */
@Startup
@ApplicationScoped
public class TrustedKeys {

    private static final String SUFFIX = ".pem";

    private final SigningKeyRecords registered;
    private final Map<String, SigningKey> configured;

    TrustedKeys(SigningKeyRecords registered, OtaConfig config) throws IOException {
        this.registered = registered;
        this.configured =
                config.signingKeys().isPresent() ? read(config.signingKeys().get()) : Map.of();
    }

    private static Map<String, SigningKey> read(Path directory) throws IOException {
        var keys = new HashMap<String, SigningKey>();
        try (var files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (var file : files) {
                var name = file.getFileName().toString();
                var keyId = name.substring(0, name.length() - SUFFIX.length());
                keys.put(keyId, parse(keyId, file));
            }
        }
        return Map.copyOf(keys);
    }

    private static SigningKey parse(String keyId, Path file) throws IOException {
        return SigningKey.parse(keyId, Files.readString(file))
                .orElseThrow(() ->
                        new IllegalStateException(
                                "muster.ota.signing-keys: "
                                        + file
                                        + " is not the PEM of an Ed25519 or ECDSA P-256 public"
                                        + " key"));
    }

    /** The key, if it is trusted now. */
    public Uni<Optional<SigningKey>> find(TenantId tenant, String keyId) {
        return registered
                .find(tenant, keyId)
                .map(found ->
                        found.isPresent()
                                ? found.filter(RegisteredKey::trusted).map(RegisteredKey::key)
                                : Optional.ofNullable(configured.get(keyId)));
    }
}
