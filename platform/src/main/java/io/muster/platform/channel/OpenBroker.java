// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Connects without a login, as a broker that asks for none wants it. */
@ApplicationScoped
@DefaultBean
class OpenBroker implements BrokerLogin {

    @Override
    public Uni<Optional<Login>> next() {
        return Uni.createFrom().item(Optional.empty());
    }
}
