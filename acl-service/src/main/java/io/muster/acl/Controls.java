// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.muster.acl.AclConfig.Registered;
import io.muster.acl.broker.Broker;
import io.muster.acl.broker.Realm;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Origin;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.eviction.BrokerControl;
import io.muster.acl.eviction.EmqxControl;
import io.muster.acl.eviction.HiveMqControl;
import io.muster.acl.eviction.ManagementUser;
import io.muster.acl.eviction.RabbitMqControl;
import io.muster.acl.eviction.VerneMqControl;
import io.muster.acl.policy.PolicySet;
import io.muster.platform.call.HttpCalls;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** How the sessions of each broker are ended, as far as it can be told to. */
final class Controls {

    private static final Logger LOG = Logger.getLogger(Controls.class);

    private final AclConfig config;
    private final HttpCalls calls;
    private final PolicySet policies;
    private final InstantSource clock;

    Controls(AclConfig config, HttpCalls calls, PolicySet policies, InstantSource clock) {
        this.config = config;
        this.calls = calls;
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * The control of one realm; empty when it has none, which means that sessions stay.
     *
     * @param name the virtual host or mount point
     */
    Optional<BrokerControl> of(Broker broker, String name, Realm realm) {
        var control =
                Optional.ofNullable(config.brokers().get(broker.id()))
                        .flatMap(settings -> control(broker, name, realm, settings));
        if (control.isEmpty()) {
            LOG.warnf(
                    "No session on the broker %s is ended by revocation: it has no control-url, or"
                            + " nothing that could be told to",
                    broker.id());
        }
        return control;
    }

    private Optional<BrokerControl> control(
            Broker broker, String name, Realm realm, Registered settings) {
        return settings.controlUrl()
                .flatMap(address ->
                        Optional.ofNullable(
                                switch (broker.dialect()) {
                                    case HIVEMQ ->
                                            new HiveMqControl(
                                                    calls, address, broker.secret().reveal());
                                    case EMQX ->
                                            new EmqxControl(calls, address, user(broker, settings));
                                    case RABBITMQ ->
                                            new RabbitMqControl(
                                                    calls,
                                                    address,
                                                    user(broker, settings),
                                                    deviceNames(realm.tenant()));
                                    case VERNEMQ ->
                                            new VerneMqControl(
                                                    calls, address, key(broker, settings), name);
                                    case MOSQUITTO,
                                            MOSQUITTO_JWT,
                                            NANOMQ,
                                            RMQTT,
                                            BIFROMQ,
                                            NATIVE,
                                            FORWARD_AUTH ->
                                            null;
                                }));
    }

    private static ManagementUser key(Broker broker, Registered settings) {
        return new ManagementUser(userName(broker, settings), "");
    }

    /**
     * Names that our own policies keep for services are no device's, whatever devices there are,
     * and whatever tenants say about who may connect.
     */
    private Predicate<String> deviceNames(@Nullable TenantId tenant) {
        return name ->
                tenant != null
                        && DeviceId.parse(name)
                                .map(id -> Device.asserted(tenant, id).subject())
                                .map(who -> new Caller(who, name, name, Origin.UNKNOWN))
                                .filter(who -> policies.connect(who, clock.instant()).allowed())
                                .isPresent();
    }

    private static ManagementUser user(Broker broker, Registered settings) {
        return new ManagementUser(
                userName(broker, settings),
                required(broker, "password", settings.controlPassword()));
    }

    private static String userName(Broker broker, Registered settings) {
        return required(broker, "user", settings.controlUser());
    }

    private static String required(Broker broker, String name, Optional<String> value) {
        return value.orElseThrow(() ->
                new IllegalStateException(
                        "muster.acl.brokers.\"%s\".control-%s is not set"
                                .formatted(broker.id(), name)));
    }
}
