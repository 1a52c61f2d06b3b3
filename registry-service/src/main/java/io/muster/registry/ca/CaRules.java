// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.platform.production.Objection;
import io.muster.platform.production.ProductionRule;
import io.muster.platform.production.Settings;
import jakarta.inject.Singleton;
import java.util.stream.Stream;

/** The authority's key has a place that lasts and a password of its own. */
@Singleton
class CaRules implements ProductionRule {

    private static final String KEYSTORE = "muster.ca.keystore";

    @Override
    public Stream<Objection> objections(Settings settings) {
        return Stream.concat(settings.secret("muster.ca.password"), keystore(settings));
    }

    /** The default is below the working directory, which a container loses when it ends. */
    private static Stream<Objection> keystore(Settings settings) {
        return settings.find("muster.ca.pkcs11").isEmpty()
                        && settings.is(KEYSTORE, CaConfig.KEYSTORE_FOR_DEVELOPMENT)
                ? Stream.of(
                        new Objection(
                                KEYSTORE,
                                "it is the development default; name a file on storage that lasts,"
                                        + " without the key in it no device can be enrolled again"))
                : Stream.empty();
    }
}
