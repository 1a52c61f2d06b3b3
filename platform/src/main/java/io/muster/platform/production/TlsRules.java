// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.production;

import java.util.stream.Stream;

/** Nobody is believed without proof: the checks of other servers' certificates stay on. */
final class TlsRules {

    private static final String TLS = "quarkus.tls.";

    private TlsRules() {}

    static Stream<Objection> objections(Settings settings) {
        return Stream.concat(
                Stream.of("quarkus.oidc.tls.verification", "quarkus.oidc-client.tls.verification")
                        .flatMap(name ->
                                objection(settings, name, "none", "any issuer would be believed")),
                prefixes(settings).flatMap(prefix -> unverified(settings, prefix)));
    }

    /** The default configuration and those that the service is told to use. */
    private static Stream<String> prefixes(Settings settings) {
        return Stream.concat(
                Stream.of(TLS),
                Stream.of(
                                "muster.mqtt.tls-configuration-name",
                                "quarkus.oidc.tls.tls-configuration-name",
                                "quarkus.oidc-client.tls.tls-configuration-name")
                        .flatMap(name -> settings.find(name).stream())
                        .flatMap(name -> Stream.of(TLS + name + ".", TLS + '"' + name + "\".")));
    }

    private static Stream<Objection> unverified(Settings settings, String prefix) {
        return Stream.concat(
                objection(settings, prefix + "trust-all", "true", "name a trust-store instead"),
                objection(
                        settings,
                        prefix + "hostname-verification-algorithm",
                        "NONE",
                        "any host could pose as the right one"));
    }

    private static Stream<Objection> objection(
            Settings settings, String name, String value, String why) {
        return settings.is(name, value)
                ? Stream.of(new Objection(name, "remove it: " + why))
                : Stream.empty();
    }
}
