// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import io.muster.sandbox.device.SimulatedDevice;
import io.muster.sandbox.operator.NotObserved;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Each device makes a key, sends a request for it with its claim token, and gets a certificate in
 * its own name.
 */
final class DevicesEnroll {

    private static final int URI_NAME = 6;
    private static final Set<String> ENROLLED = Set.of("ENROLLED", "ACTIVE");

    private DevicesEnroll() {}

    static String observe(Scene scene) throws Exception {
        scene.fleet().enroll();
        var authorities = scene.est().caCertificates();
        for (var device : scene.devices()) {
            requireIssued(device, authorities);
            var state = scene.registry().device(device.deviceId()).path("state").asText();
            NotObserved.unless(
                    ENROLLED.contains(state),
                    device.deviceId() + " is " + state + " in the registry");
        }
        requireDifferentKeys(scene.devices());
        return "%d devices enrolled over EST; each certificate is for the key the device made and kept, in its own name, by %s"
                .formatted(
                        scene.devices().size(), authorities.getFirst().getSubjectX500Principal());
    }

    private static void requireIssued(SimulatedDevice device, List<X509Certificate> authorities)
            throws Exception {
        var certificate = device.identity().certificate();
        var names = certificate.getSubjectAlternativeNames();
        var own = "urn:device:default:" + device.deviceId();
        NotObserved.unless(
                names != null
                        && names.stream()
                                .anyMatch(name ->
                                        name.get(0).equals(URI_NAME) && name.get(1).equals(own)),
                "the certificate of " + device.deviceId() + " does not carry " + own);
        NotObserved.unless(
                authorities.stream().anyMatch(authority -> signed(authority, certificate)),
                "the certificate of "
                        + device.deviceId()
                        + " is of none of the published authorities");
    }

    private static boolean signed(X509Certificate authority, X509Certificate certificate) {
        try {
            certificate.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static void requireDifferentKeys(List<SimulatedDevice> devices) throws NotObserved {
        var keys =
                devices.stream()
                        .map(device -> device.identity().certificate().getPublicKey())
                        .collect(Collectors.toSet());
        NotObserved.unless(keys.size() == devices.size(), "two devices have the same key");
    }
}
