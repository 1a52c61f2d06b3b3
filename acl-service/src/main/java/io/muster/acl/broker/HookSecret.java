// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.broker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a broker must show before anything it says is looked at. Never printed. */
public final class HookSecret {

    /** It may be a segment of a path, where other characters would need escaping. */
    private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9._~-]{16,512}");

    private static final String SCHEME = "Bearer ";

    private final byte[] value;
    private final byte[] header;

    public HookSecret(String value) {
        if (!USABLE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "muster.acl.hook-secret must be 16 or more of A-Z a-z 0-9 . _ ~ -");
        }
        this.value = bytes(value);
        this.header = bytes(SCHEME + value);
    }

    /** Takes the same time for every wrong secret of the right length. */
    public boolean matches(@Nullable String shown) {
        return shown != null && MessageDigest.isEqual(value, bytes(shown));
    }

    /** The same for the value of an {@code Authorization} header. */
    public boolean matchesHeader(@Nullable String authorization) {
        return authorization != null && MessageDigest.isEqual(header, bytes(authorization));
    }

    /** For those who derive keys from it, or show it to the broker. */
    public String reveal() {
        return new String(value, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "HookSecret[…]";
    }
}
