// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.production;

import jakarta.inject.Singleton;
import java.util.stream.Stream;

/** What holds for every service: its own secrets, its listener, and whom it believes. */
@Singleton
class CommonRules implements ProductionRule {

    private static final String HOST = "quarkus.http.host";
    private static final String INSECURE = "quarkus.http.insecure-requests";
    private static final String TLS_IN_FRONT = "muster.http.tls-in-front";

    @Override
    public Stream<Objection> objections(Settings settings) {
        return Stream.of(
                        settings.secret("muster.service.client-secret"),
                        settings.secret("quarkus.datasource.password"),
                        listener(settings),
                        TlsRules.objections(settings))
                .flatMap(objections -> objections);
    }

    private static Stream<Objection> listener(Settings settings) {
        boolean open = !settings.find(HOST).map(CommonRules::loopback).orElse(false);
        boolean plain = settings.find(INSECURE).isEmpty() || settings.is(INSECURE, "enabled");
        return open && plain && !settings.is(TLS_IN_FRONT, "true")
                ? Stream.of(
                        new Objection(
                                INSECURE,
                                "others reach this host and HTTP is plain; set it to disabled and"
                                        + " give quarkus.tls a certificate, or set "
                                        + TLS_IN_FRONT
                                        + "=true where a proxy in front ends TLS"))
                : Stream.empty();
    }

    private static boolean loopback(String host) {
        return host.startsWith("127.") || host.equals("localhost") || host.equals("::1");
    }
}
