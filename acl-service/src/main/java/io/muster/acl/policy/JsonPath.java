// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The members that lead to a value: {@code .a.b}, and {@code ['a.b']} for a member whose name has a
 * dot or a slash in it. Entries of lists can't be named: what their order means, nobody promises.
 */
record JsonPath(List<String> members) {

    private static final int MAX_MEMBERS = 16;
    private static final Pattern MEMBER =
            Pattern.compile("\\.([^.\\[\\]'{}$\\s\\p{Cntrl}]+)|\\['([^'\\p{Cntrl}]+)']");

    JsonPath {
        members = List.copyOf(members);
    }

    static JsonPath parse(String text, String pointer) {
        var members = new ArrayList<String>();
        var matcher = MEMBER.matcher(text);
        int at = 0;
        while (matcher.find(at) && matcher.start() == at) {
            members.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
            at = matcher.end();
        }
        if (members.isEmpty() || members.size() > MAX_MEMBERS || at < text.length()) {
            throw new PolicyFault(pointer, "names no member: write claims.a.b or claims['a.b']");
        }
        return new JsonPath(members);
    }

    /** The value at the end of the path; null when the path leads nowhere. */
    @Nullable JsonNode in(JsonNode root) {
        JsonNode node = root;
        for (int i = 0; i < members.size() && node != null; i++) {
            node = node.get(members.get(i));
        }
        return node;
    }
}
