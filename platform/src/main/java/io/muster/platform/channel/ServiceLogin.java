// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import io.muster.platform.identity.ServiceToken;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The service's client id and its current token, unless the broker is open to everybody. */
@ApplicationScoped
class ServiceLogin implements BrokerLogin {

    private final Optional<String> user;
    private final Instance<ServiceToken> token;

    ServiceLogin(
            @ConfigProperty(name = "muster.service.client-id") Optional<String> clientId,
            MqttConfig config,
            Instance<ServiceToken> token) {
        this.user = clientId.filter(_ -> config.login());
        this.token = token;
    }

    @Override
    public Uni<Optional<Login>> next() {
        return user.map(this::login).orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Optional<Login>> login(String name) {
        return token.get().current().map(value -> Optional.of(new Login(name, value)));
    }
}
