// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.hook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a broker must show before anything it says is looked at. There may be two at a time, so that
 * the broker and we can be given a new one in any order. Never printed.
 */
public final class HookSecret {

    /** It may be a segment of a path, where other characters would need escaping; 128 bits. */
    private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9._~-]{22,512}");

    private static final String SCHEME = "Bearer ";

    private final List<byte[]> values;

    /**
     * @param value the one in use; also the one that we show where we call the broker
     * @param previous the one before it, accepted until it is taken away
     */
    public HookSecret(String value, Optional<String> previous) {
        this.values =
                Stream.concat(Stream.of(value), previous.stream()).map(HookSecret::usable).toList();
    }

    private static byte[] usable(String secret) {
        if (!USABLE.matcher(secret).matches()) {
            throw new IllegalArgumentException(
                    "a hook secret must be 22 or more of A-Z a-z 0-9 . _ ~ -");
        }
        return bytes(secret);
    }

    /** Takes the same time for every wrong secret of the right length. */
    public boolean matches(@Nullable String shown) {
        if (shown == null) {
            return false;
        }
        var bytes = bytes(shown);
        boolean matches = false;
        for (var value : values) {
            matches |= MessageDigest.isEqual(value, bytes);
        }
        return matches;
    }

    /** The same for the value of an {@code Authorization} header. */
    public boolean matchesHeader(@Nullable String authorization) {
        return authorization != null
                && authorization.startsWith(SCHEME)
                && matches(authorization.substring(SCHEME.length()));
    }

    /** The one in use, for those who show it to the broker. */
    public String reveal() {
        return text(values.getFirst());
    }

    /** Both, the one in use first, for those who derive keys from them. */
    public List<String> revealAll() {
        return values.stream().map(HookSecret::text).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "HookSecret[…]";
    }
}
