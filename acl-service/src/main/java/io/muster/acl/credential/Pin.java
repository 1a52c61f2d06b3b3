// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.credential;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.digest.Sha256;
import io.muster.acl.json.JsonFault;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import java.util.regex.Pattern;

/**
 * A certificate, or a public key, that a device is known by, whoever issued it.
 *
 * @param name which of the two, and its SHA-256; unique in its tenant
 */
public record Pin(TenantId tenant, DeviceId device, String name, Term term) {

    /** What {@code type} such facts have. */
    public static final String TYPE = "x509";

    private static final String CERTIFICATE = "certificate:";
    private static final String KEY = "key:";
    private static final Pattern NAME = Pattern.compile("(certificate|key):[0-9a-f]{64}");

    /**
     * Reads a fact, which is the same in a snapshot's line and in an event.
     *
     * @throws JsonFault when it can't be read
     */
    public static Pin read(TenantId tenant, JsonNode fact) {
        var name = Members.text(fact, "authId");
        if (!NAME.matcher(name).matches()) {
            throw new JsonFault("/authId", "names no certificate and no key");
        }
        return new Pin(tenant, Members.device(fact), name, Term.read(fact));
    }

    /** The name of the pin of a whole certificate. */
    public static String ofCertificate(byte[] der) {
        return CERTIFICATE + Sha256.hex(der);
    }

    /** The name of the pin of a key, in the form of a {@code SubjectPublicKeyInfo}. */
    public static String ofKey(byte[] der) {
        return KEY + Sha256.hex(der);
    }
}
