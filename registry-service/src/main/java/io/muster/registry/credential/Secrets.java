// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.credential;

import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.registry.credential.store.CredentialType;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import java.util.Optional;

/** Makes secrets, and what is kept of them. */
@ApplicationScoped
class Secrets {

    private final HashPool pool;
    private final SecretBox box;

    Secrets(HashPool pool, CredentialConfig config) {
        this.pool = pool;
        box = new SecretBox(config.keys(), config.key());
    }

    /**
     * @param chosen the password that the caller chose; empty for one that is made here
     */
    Uni<NewSecret> next(CredentialType type, DeviceIdentity device, Optional<String> chosen) {
        if (chosen.isPresent()) {
            return pool.hash(device.tenant(), chosen.get())
                    .map(hash -> new NewSecret(hash, Optional.empty()));
        }
        return Uni.createFrom().item(type == CredentialType.PSK ? key(device) : login());
    }

    private static NewSecret login() {
        var secret = RandomSecret.login();
        return new NewSecret(SecretHash.fast(secret), Optional.of(secret));
    }

    /** The other side of TLS needs the key itself, so that a hash would not do. */
    private NewSecret key(DeviceIdentity device) {
        if (!box.seals()) {
            throw off();
        }
        var key = RandomSecret.key();
        return new NewSecret(
                box.seal(key, device.urn()), Optional.of(HexFormat.of().formatHex(key)));
    }

    private static ProblemException off() {
        return Problems.conflict(
                "Pre-shared keys are off: there is no muster.credentials.key to seal them by.");
    }
}
