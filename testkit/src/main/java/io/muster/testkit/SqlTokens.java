// SPDX-License-Identifier: Apache-2.0
package io.muster.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cuts SQL into statements of lower-case words and signs; comments and literals are left out. */
final class SqlTokens {

    /**
     * In this order: line comment, block comment, literal, dollar-quoted literal, quoted name,
     * word, any sign.
     */
    private static final Pattern TOKEN =
            Pattern.compile(
                    """
                    --[^\\n]*|/\\*.*?\\*/|'(?:[^']|'')*'|(\\$\\w*\\$).*?\\1|"(?<name>[^"]*)"|(?<word>[A-Za-z_]\\w*)|(?<sign>[^\\s\\w])\
                    """,
                    Pattern.DOTALL);

    private SqlTokens() {}

    static List<List<String>> statements(String sql) {
        var statements = new ArrayList<List<String>>();
        var current = new ArrayList<String>();
        var matcher = TOKEN.matcher(sql);
        while (matcher.find()) {
            var token =
                    firstOf(matcher.group("name"), matcher.group("word"), matcher.group("sign"));
            if (token.equals(";")) {
                statements.add(List.copyOf(current));
                current.clear();
            } else if (!token.isEmpty()) {
                current.add(token.toLowerCase(Locale.ROOT));
            }
        }
        statements.add(List.copyOf(current));
        return statements.stream().filter(statement -> !statement.isEmpty()).toList();
    }

    private static String firstOf(@Nullable String... groups) {
        for (var group : groups) {
            if (group != null) {
                return group;
            }
        }
        return "";
    }
}
