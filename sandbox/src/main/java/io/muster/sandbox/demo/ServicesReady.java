// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import io.muster.sandbox.operator.Await;
import io.muster.sandbox.operator.Installation;
import io.muster.sandbox.operator.NotObserved;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The four services say that they are ready, the issuer publishes its keys, and the broker listens.
 */
final class ServicesReady {

    static final List<String> SERVICES = List.of("registry", "shadow", "ota", "acl");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private ServicesReady() {}

    static String observe(Scene scene) throws Exception {
        var installation = scene.installation();
        for (var service : SERVICES) {
            awaitReady(installation, service);
        }
        var discovery =
                installation
                        .service("oidcIssuer")
                        .anonymous()
                        .get("/.well-known/openid-configuration")
                        .require(200);
        NotObserved.unless(
                !discovery.path("jwks_uri").asText().isEmpty(), "the issuer publishes no keys");
        requireListening(installation, "mqtts");
        return "registry, shadow, ota and acl are ready, the issuer publishes its keys, the broker listens on "
                + installation.uri("mqtts").getPort();
    }

    private static void awaitReady(Installation installation, String service) throws Exception {
        var client = installation.service(service).anonymous();
        Await.until(
                service + " being ready",
                PATIENCE,
                () -> {
                    try {
                        var answer = client.get("/q/health/ready");
                        return answer.status() == 200 ? Optional.of(answer) : Optional.empty();
                    } catch (IOException e) {
                        return Optional.empty();
                    }
                });
    }

    private static void requireListening(Installation installation, String name)
            throws IOException {
        var address = installation.uri(name);
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), 5_000);
        }
    }
}
