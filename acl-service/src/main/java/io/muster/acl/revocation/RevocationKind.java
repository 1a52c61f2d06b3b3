// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.revocation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a revocation is about. */
public enum RevocationKind {
    /** An identity, by its {@code subject.id}; a token's also by its {@code sub}. */
    SUBJECT,
    /** One token, by its {@code jti}. */
    JTI,
    /** A certificate, by its serial number in hexadecimal; of whichever issuer of the tenant. */
    CERT_SERIAL,
    /** An MQTT client id, whoever comes with it. */
    CLIENT_ID,
    /** One connection, by the id that the list of sessions shows; its client may come back. */
    SESSION;

    /** The kind of a name in the API. */
    public static Optional<RevocationKind> of(String name) {
        return Arrays.stream(values()).filter(kind -> kind.wireName().equals(name)).findFirst();
    }

    /** The name in the API. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
