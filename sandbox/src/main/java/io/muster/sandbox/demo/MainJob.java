// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import java.util.List;

/** The main job, step by step. */
final class MainJob {

    private MainJob() {}

    static List<Step> steps() {
        return List.of(
                new Step("services-ready", ServicesReady::observe),
                new Step("devices-enroll", DevicesEnroll::observe),
                new Step("stranger-refused-at-est", StrangerAtEst::observe),
                new Step("devices-connect", DevicesConnect::observe),
                new Step("stranger-refused-at-broker", StrangerAtBroker::observe),
                new Step("stranger-refused-at-rest", StrangerAtRest::observe),
                new Step("device-confined-to-own-topics", DeviceAbroad::observe),
                new Step("claims-become-devices", ClaimsBecomeDevices::observe),
                new Step("desired-state-obeyed", DesiredStateIsObeyed::online),
                new Step("desired-state-after-offline", DesiredStateIsObeyed::offline),
                new Step("log-pulled-from-a-device", LogIsPulled::observe),
                new Step("good-release-reaches-all", ReleaseIsRolledOut::good),
                new Step("bad-release-stopped-and-rolled-back", ReleaseIsRolledOut::bad),
                new Step("tampered-release-refused", TamperingIsRefused::observe),
                new Step("revoked-device-thrown-out", CertificateIsRevoked::observe));
    }
}
