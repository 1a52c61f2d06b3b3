// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.platform.problem.ProblemException;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.enrollment.csr.Refusal;
import io.muster.registry.enrollment.csr.RefusalReason;
import io.muster.registry.enrollment.profile.NewDevices;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.membership.Memberships;
import io.muster.registry.type.AttributeCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Adds devices that nobody had registered, as their enrollment profile describes them. */
@Singleton
class Newcomers {

    private static final Refusal FULL =
            new Refusal(RefusalReason.QUOTA_EXCEEDED, "The tenant has as many devices as it may.");
    private static final Refusal UNFIT =
            new Refusal(
                    RefusalReason.PROFILE_CLOSED,
                    "The profile gives new devices a type that there is not, or that asks for"
                            + " attributes.");

    private final DeviceStore devices;
    private final AttributeCheck attributes;
    private final Memberships memberships;

    Newcomers(DeviceStore devices, AttributeCheck attributes, Memberships memberships) {
        this.devices = devices;
        this.attributes = attributes;
        this.memberships = memberships;
    }

    /** Empty when the id is taken; fails with {@link TurnedDown} when there is no place for it. */
    Uni<Optional<Device>> add(SqlConnection connection, DeviceIdentity identity, NewDevices as) {
        return attributes
                .check(connection, identity.tenant(), as.description())
                .onFailure(ProblemException.class)
                .transform(_ -> new TurnedDown(UNFIT))
                .chain(() ->
                        devices.insert(connection, identity, as.description())
                                .onFailure(ProblemException.class)
                                .transform(_ -> new TurnedDown(FULL)))
                .call(added ->
                        added.isPresent()
                                ? memberships.join(connection, identity, as.groups())
                                : Uni.createFrom().voidItem());
    }
}
