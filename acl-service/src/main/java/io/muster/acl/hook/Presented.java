// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import io.muster.acl.broker.Realm;
import io.muster.acl.gate.Credentials;
import io.muster.acl.gate.Credentials.AssertedDevice;
import io.muster.acl.gate.Credentials.Bearer;
import io.muster.acl.gate.Credentials.Both;
import io.muster.acl.gate.Credentials.Certificate;
import io.muster.acl.gate.Credentials.None;
import io.muster.platform.topic.DeviceId;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Credentials from the texts that brokers send. */
final class Presented {

    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";

    private Presented() {}

    /**
     * A certificate comes first; many devices send a password as well because their library
     * insists. Empty when the certificate can't be decoded: falling back to the password would let
     * a broken certificate through.
     *
     * @param certificate base64 of its DER form
     */
    static Optional<Credentials> credentials(
            @Nullable String certificate, @Nullable String password) {
        if (certificate != null) {
            return decode(certificate)
                    .map(der -> password == null ? new Certificate(der) : new Both(der, password));
        }
        return Optional.of(password == null ? new None() : new Bearer(password));
    }

    /**
     * A device of the realm's tenant by the name in a certificate that the broker has checked. Only
     * for brokers that are registered for certificate login.
     */
    static Optional<Credentials> asserted(Realm realm, String name) {
        var tenant = realm.tenant();
        return tenant == null
                ? Optional.empty()
                : DeviceId.parse(name).map(device -> new AssertedDevice(tenant, device));
    }

    /**
     * A certificate as a proxy puts it into a header: PEM with percent-encoding.
     *
     * @return empty when it is something else
     */
    static Optional<Credentials> escapedPem(String escaped) {
        try {
            var pem = URLDecoder.decode(escaped.replace("+", "%2B"), StandardCharsets.US_ASCII);
            var body = pem.strip();
            return body.startsWith(BEGIN + "\n") && body.endsWith("\n" + END)
                    ? decode(
                                    body.substring(BEGIN.length(), body.length() - END.length())
                                            .replaceAll("\\s", ""))
                            .map(Certificate::new)
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> decode(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
