// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.query;

/** How deep brackets are nested, found without a stack of one's own. */
final class Nesting {

    private static final char NONE = 0;

    private Nesting() {}

    /** The deepest; brackets within quotes are text. */
    static int depth(String text) {
        int depth = 0;
        int deepest = 0;
        char quote = NONE;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != NONE) {
                i += c == '\\' ? 1 : 0;
                quote = c == quote ? NONE : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                deepest = Math.max(deepest, depth);
            }
        }
        return deepest;
    }
}
