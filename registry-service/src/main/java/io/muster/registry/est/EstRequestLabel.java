// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import io.micrometer.core.instrument.Tags;
import io.quarkus.micrometer.runtime.HttpServerMetricsTagsContributor;
import jakarta.inject.Singleton;

/** Labels the requests of EST, whose meters do not say on which port they came. */
@Singleton
class EstRequestLabel implements HttpServerMetricsTagsContributor {

    private final EstConfig est;

    EstRequestLabel(EstConfig est) {
        this.est = est;
    }

    @Override
    public Tags contribute(Context context) {
        var address = context.request().localAddress();
        return address != null && address.port() == est.port()
                ? Tags.of(ServerMeters.SERVER, ServerMeters.EST)
                : Tags.empty();
    }
}
