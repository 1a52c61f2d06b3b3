// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import static io.muster.acl.broker.Dialect.EMQX;
import static io.muster.acl.broker.Dialect.MOSQUITTO;
import static io.muster.acl.broker.Dialect.NANOMQ;
import static io.muster.acl.broker.Dialect.RABBITMQ;
import static io.muster.acl.broker.Dialect.RMQTT;
import static io.muster.acl.broker.Dialect.VERNEMQ;

import io.muster.acl.AclConfig.Registered;
import io.muster.acl.broker.Broker;
import io.muster.acl.broker.Dialect;
import io.muster.acl.broker.Realm;
import io.muster.acl.broker.Traits;
import io.muster.platform.hook.HookSecret;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One broker's settings, made into what they mean. Says which setting is wrong. */
final class Registration {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,62}");
    private static final String ALL = "*";

    private final String id;
    private final Registered told;

    Registration(String id, Registered told) {
        this.id = id;
        this.told = told;
    }

    Broker broker() {
        check(ID.matcher(id).matches(), "", "must have a name that matches " + ID.pattern());
        checkDialect();
        check(
                told.deadline().filter(each -> !each.isPositive()).isEmpty(),
                ".deadline",
                "must be longer than nothing");
        var realms = realms();
        if (told.certificateLogin()) {
            checkCertificateLogin(realms);
        }
        return new Broker(id, told.dialect(), secret(), realms, traits());
    }

    /** A setting that the dialect does not look at is one that somebody relies on in vain. */
    private void checkDialect() {
        only(told.certificateLogin(), ".certificate-login", RABBITMQ, MOSQUITTO, NANOMQ);
        only(told.cache().isPositive(), ".cache", VERNEMQ, RMQTT);
        only(told.preload(), ".preload", EMQX);
        only(told.commaTopics(), ".comma-topics", NANOMQ);
        only(told.sealedNames(), ".sealed-names", VERNEMQ);
        only(!told.fields().isEmpty(), ".fields", EMQX, NANOMQ, RMQTT);
    }

    private void only(boolean set, String setting, Dialect... dialects) {
        check(
                !set || Arrays.asList(dialects).contains(told.dialect()),
                setting,
                "is nothing to the dialect " + told.dialect().wireName());
    }

    private HookSecret secret() {
        try {
            return new HookSecret(told.hookSecret(), told.previousHookSecret());
        } catch (IllegalArgumentException unusable) {
            throw wrong(".hook-secret", String.valueOf(unusable.getMessage()));
        }
    }

    private Traits traits() {
        return new Traits(
                told.exchange(),
                told.certificateLogin(),
                told.responses(),
                told.cache(),
                told.preload(),
                told.commaTopics(),
                told.sealedNames(),
                told.fields());
    }

    private Map<String, Realm> realms() {
        var named = told.tenants();
        check(
                named.isEmpty() || (told.dialect().divided() && told.tenant().isEmpty()),
                ".tenants",
                "is for RabbitMQ and VerneMQ, and takes the place of tenant");
        if (named.isEmpty()) {
            var whole = new Realm(id, tenant(".tenant", told.tenant().orElse(ALL)));
            return Map.of(told.dialect().wholeRealm(), whole);
        }
        var realms = new HashMap<String, Realm>();
        named.forEach((name, tenant) ->
                realms.put(name, new Realm(id + ":" + name, tenant(".tenants", tenant))));
        return realms;
    }

    private @Nullable TenantId tenant(String setting, String name) {
        return name.equals(ALL)
                ? null
                : TenantId.parse(name)
                        .orElseThrow(() -> wrong(setting, "is not a tenant id: " + name));
    }

    private void checkCertificateLogin(Map<String, Realm> realms) {
        check(
                realms.values().stream().allMatch(realm -> realm.tenant() != null),
                ".certificate-login",
                "needs the tenant to be set, since a name in a certificate says none");
        check(
                told.dialect() != RABBITMQ
                        || realms.keySet().stream()
                                .map(DeviceId::parse)
                                .allMatch(Optional::isEmpty),
                ".tenants",
                "must not have virtual hosts that look like the beginning of a device id, or"
                        + " RabbitMQ takes what follows a colon in a certificate's name for the"
                        + " user: begin them with a slash");
    }

    private void check(boolean right, String setting, String what) {
        if (!right) {
            throw wrong(setting, what);
        }
    }

    private IllegalStateException wrong(String setting, String what) {
        return new IllegalStateException(
                "muster.acl.brokers.\"" + id + "\"" + setting + " " + what);
    }
}
