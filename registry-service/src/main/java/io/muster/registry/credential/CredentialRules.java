// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.credential;

import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.registry.credential.store.Credential;
import io.muster.registry.credential.store.CredentialType;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceState;
import java.util.List;
import java.util.Optional;

/** What has to be so before a device is given a credential, as problems for whoever asked. */
final class CredentialRules {

    private static final int MOST = 20;

    private CredentialRules() {}

    static Device existing(Optional<Device> found) {
        return found.orElseThrow(() -> Problems.notFound("There is no such device."));
    }

    static void requireInService(Device device) {
        if (device.state() == DeviceState.RETIRED) {
            throw Problems.conflict("The device is retired.");
        }
    }

    static void requireRoom(List<Credential> held) {
        if (held.size() >= MOST) {
            throw Problems.conflict("A device has at most " + MOST + " credentials.");
        }
    }

    /** Nobody but its issuer gives a certificate another key. */
    static void requireRotatable(Credential credential) {
        if (credential.type() == CredentialType.X509) {
            throw Problems.conflict(
                    "A pinned certificate has no secret of ours: pin its successor beside it, and"
                            + " delete it later.");
        }
    }

    static ProblemException taken() {
        return ProblemException.of(
                409,
                "already-exists",
                "The name is taken",
                "The tenant has a credential with this authId already.");
    }

    static ProblemException missing() {
        return Problems.notFound("The device has no such credential.");
    }
}
