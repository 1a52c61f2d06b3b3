// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.platform.production.Settings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Chooses where the keys of the authorities are. */
final class CaWiring {

    private CaWiring() {}

    @Produces
    @Singleton
    static CaKeys keys(CaConfig config) {
        var password = Settings.required("muster.ca.password", config.password());
        return config.pkcs11()
                .<CaKeys>map(module -> TokenKeys.login(module, password))
                .orElseGet(() -> new FileKeys(config.keystore(), password));
    }
}
