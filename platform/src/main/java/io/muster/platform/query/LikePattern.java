// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.query;

/** Texts with stars as patterns of SQL's {@code LIKE}. */
final class LikePattern {

    private LikePattern() {}

    static String of(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace('*', '%');
    }
}
