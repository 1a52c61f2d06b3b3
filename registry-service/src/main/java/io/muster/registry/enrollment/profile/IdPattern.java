// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.profile;

import io.muster.platform.topic.DeviceId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A set of device ids: the characters of ids, and {@code *} for any number of them. It is matched
 * in time in proportion to both lengths, which a regular expression from outside would not be.
 */
public record IdPattern(String text) {

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9_.:*-]{1,128}");

    /** Throws for what can't be a pattern. */
    public IdPattern {
        if (!GRAMMAR.matcher(text).matches()) {
            throw new IllegalArgumentException("not a pattern of device ids");
        }
    }

    /** Reads a pattern that came from outside. */
    public static Optional<IdPattern> parse(String text) {
        return GRAMMAR.matcher(text).matches()
                ? Optional.of(new IdPattern(text))
                : Optional.empty();
    }

    /** Whether an id is one of the set. */
    public boolean matches(DeviceId device) {
        var id = device.value();
        int at = 0;
        int pattern = 0;
        int star = -1;
        int retry = 0;
        while (at < id.length()) {
            if (pattern < text.length() && text.charAt(pattern) == '*') {
                star = pattern++;
                retry = at;
            } else if (pattern < text.length() && text.charAt(pattern) == id.charAt(at)) {
                pattern++;
                at++;
            } else if (star >= 0) {
                pattern = star + 1;
                at = ++retry;
            } else {
                return false;
            }
        }
        return text.substring(pattern).chars().allMatch(rest -> rest == '*');
    }
}
