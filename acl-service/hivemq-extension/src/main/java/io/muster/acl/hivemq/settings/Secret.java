// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A secret that the broker and acl-service share. Its form is that of acl-service. */
public final class Secret {

    private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9._~-]{22,512}");

    private final String value;

    /** Refuses with an IllegalArgumentException what acl-service would refuse. */
    public Secret(String value) {
        if (!USABLE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a secret must be 22 or more of A-Z a-z 0-9 . _ ~ -");
        }
        this.value = value;
    }

    /** What the {@code Authorization} header says of whoever knows the secret. */
    public String authorization() {
        return "Bearer " + value;
    }

    /** Takes the same time for every wrong header of the right length. */
    public boolean authorizes(@Nullable String authorization) {
        return authorization != null
                && MessageDigest.isEqual(bytes(authorization()), bytes(authorization));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Secret[…]";
    }
}
