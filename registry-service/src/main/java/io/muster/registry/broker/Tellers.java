// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.broker;

import io.muster.platform.hook.HookSecret;
import io.muster.platform.topic.TenantId;
import io.muster.registry.presence.PresenceConfig;
import io.muster.registry.presence.PresenceConfig.BrokerDialect;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The registered brokers. A registration that is wrong ends the start and says what it is. */
@ApplicationScoped
class Tellers {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,62}");
    private static final String BY_ADMISSION = "*";

    private final Map<String, Teller> tellers = new HashMap<>();

    Tellers(PresenceConfig config) {
        config.brokers().forEach((name, told) -> tellers.put(name, teller(name, told)));
    }

    Optional<Teller> find(String name) {
        return Optional.ofNullable(tellers.get(name));
    }

    Stream<Teller> of(BrokerDialect dialect) {
        return tellers.values().stream().filter(teller -> teller.dialect() == dialect);
    }

    private static Teller teller(String name, PresenceConfig.Teller told) {
        check(NAME.matcher(name).matches(), name, "", "must have a name that matches " + NAME);
        boolean byAdmission = told.tenant().filter(BY_ADMISSION::equals).isPresent();
        check(
                !byAdmission || told.dialect() == BrokerDialect.HIVEMQ,
                name,
                ".tenant",
                "can be * only where acl-service's word comes along, with hivemq");
        return new Teller(
                name,
                told.dialect(),
                secret(name, told),
                byAdmission ? Map.of() : places(name, told),
                byAdmission);
    }

    private static @Nullable HookSecret secret(String name, PresenceConfig.Teller told) {
        boolean calls = told.dialect().calls();
        check(
                calls == told.hookSecret().isPresent(),
                name,
                ".hook-secret",
                calls ? "is missing" : "is nothing to a broker that does not call");
        try {
            return calls
                    ? new HookSecret(told.hookSecret().orElseThrow(), told.previousHookSecret())
                    : null;
        } catch (IllegalArgumentException unusable) {
            throw wrong(name, ".hook-secret", String.valueOf(unusable.getMessage()));
        }
    }

    private static Map<String, TenantId> places(String name, PresenceConfig.Teller told) {
        check(
                told.tenant().isPresent() == told.tenants().isEmpty(),
                name,
                ".tenant",
                "or .tenants must say whose devices its clients are");
        check(
                told.tenants().isEmpty() || told.dialect().divided(),
                name,
                ".tenants",
                "is for RabbitMQ and VerneMQ");
        var places = new HashMap<String, TenantId>();
        var whole = told.dialect() == BrokerDialect.RABBITMQ ? "/" : "";
        told.tenant().ifPresent(id -> places.put(whole, tenant(name, id)));
        told.tenants().forEach((place, id) -> places.put(place, tenant(name, id)));
        return places;
    }

    private static TenantId tenant(String name, String id) {
        return TenantId.parse(id)
                .orElseThrow(() -> wrong(name, ".tenant", "is not a tenant id: " + id));
    }

    private static void check(boolean right, String name, String setting, String what) {
        if (!right) {
            throw wrong(name, setting, what);
        }
    }

    private static IllegalStateException wrong(String name, String setting, String what) {
        return new IllegalStateException(
                "muster.presence.brokers.\"" + name + "\"" + setting + " " + what);
    }
}
