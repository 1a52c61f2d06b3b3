// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.control;

import io.muster.ota.release.Release;
import io.muster.ota.rollout.RolloutSpec;
import io.muster.ota.store.ReleaseRecords;
import io.muster.ota.store.TrustedKeys;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Lets no rollout go out whose release, or way back, devices could not take. */
@ApplicationScoped
class ReleaseGuard {

    private final ReleaseRecords releases;
    private final TrustedKeys keys;

    ReleaseGuard(ReleaseRecords releases, TrustedKeys keys) {
        this.releases = releases;
        this.keys = keys;
    }

    /** The release, if it exists and its key is still trusted; a problem otherwise. */
    Uni<Release> usable(TenantId tenant, UUID id) {
        return releases.find(tenant, id)
                .map(found ->
                        found.orElseThrow(
                                () -> Problems.unprocessable("There is no release " + id + ".")))
                .call(release -> requireTrusted(tenant, release));
    }

    private Uni<Void> requireTrusted(TenantId tenant, Release release) {
        return keys.find(tenant, release.keyId())
                .map(key -> key.orElseThrow(() -> untrusted(release)))
                .replaceWithVoid();
    }

    private static ProblemException untrusted(Release release) {
        return ProblemException.of(
                422,
                "signing-key-unknown",
                "The signing key is not trusted",
                "Key " + release.keyId() + " was revoked after the release was signed with it.");
    }

    /** A way back that devices would refuse is found now, not when it is needed. */
    Uni<Void> checkWayBack(TenantId tenant, RolloutSpec spec) {
        if (spec.rollbackRelease().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return releases.find(tenant, spec.release())
                .chain(release ->
                        usable(tenant, spec.rollbackRelease().get())
                                .invoke(back -> requireWay(release.orElseThrow(), back)))
                .replaceWithVoid();
    }

    private static void requireWay(Release release, Release back) {
        var there = release.manifest();
        var here = back.manifest();
        if (release.id().equals(back.id()) || !there.product().equals(here.product())) {
            throw Problems.unprocessable("rollbackRelease must be another release of the product.");
        }
        if (here.securityVersion() < there.securityVersion()) {
            throw Problems.unprocessable(
                    "rollbackRelease has a lower securityVersion: devices that took the release"
                            + " will refuse it.");
        }
    }
}
