// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.api;

import io.muster.acl.broker.Broker;
import io.muster.acl.broker.Brokers;
import io.muster.acl.gate.Gate;
import io.muster.acl.gate.Gates;
import io.muster.acl.inquiry.Asker;
import io.muster.acl.inquiry.Asker.Administrator;
import io.muster.acl.inquiry.Asker.Enforcer;
import io.muster.acl.inquiry.Inquiry;
import io.muster.acl.inquiry.Who.Described;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.tenancy.Tenancy;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** Who asks, according to the verified identity of the request. */
@RequestScoped
class Askers {

    private final SecurityIdentity identity;
    private final Tenancy tenancy;
    private final Brokers brokers;
    private final Gates gates;

    Askers(SecurityIdentity identity, Tenancy tenancy, Brokers brokers, Gates gates) {
        this.identity = identity;
        this.tenancy = tenancy;
        this.brokers = brokers;
        this.gates = gates;
    }

    /** The enforcement point, or else the administrator with the tenant of the token. */
    Asker current() {
        return enforcer()
                .<Asker>map(Enforcer::new)
                .orElseGet(() -> new Administrator(tenancy.current()));
    }

    private Optional<Gate> enforcer() {
        return Optional.ofNullable(identity.<String>getAttribute(EnforcerMechanism.BROKER))
                .flatMap(brokers::find)
                .map(this::gate);
    }

    private Gate gate(Broker broker) {
        return gates.of(broker).values().iterator().next();
    }

    /** The inquiry; a 403 problem when it is none that this asker may make. */
    Inquiry permit(Inquiry inquiry) {
        if (inquiry.who() instanceof Described && !identity.hasRole(Roles.SECURITY_ADMIN)) {
            throw Problems.forbidden("Only a security-admin may describe a principal.");
        }
        if (inquiry.broker() != null) {
            require(inquiry.broker());
        }
        return inquiry;
    }

    /** A 403 problem when the asker says it asks for another than itself. */
    private void require(String broker) {
        if (!broker.equals(identity.<String>getAttribute(EnforcerMechanism.BROKER))) {
            throw Problems.forbidden(
                    "Only the enforcement point itself may ask as " + broker + ".");
        }
    }
}
