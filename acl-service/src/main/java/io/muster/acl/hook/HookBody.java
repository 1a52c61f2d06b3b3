// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.json.StrictJson;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of a hook's request, read as what its content type says and as nothing else. */
sealed interface HookBody {

    /** As brokers write them. */
    Set<String> KNOWN = Set.of("application/json", "application/x-www-form-urlencoded");

    /** Any JSON value. */
    record Json(JsonNode value) implements HookBody {}

    /** The parameters of a form. */
    record Form(Map<String, String> parameters) implements HookBody {}

    /** No body, of whatever type. */
    record Nothing() implements HookBody {}

    /** One that can't be read. */
    record Unreadable(Trouble trouble) implements HookBody {}

    /**
     * Reads a body.
     *
     * @param skipped a member of a JSON object that is passed over without being kept; null for
     *     none
     */
    static HookBody read(@Nullable String contentType, byte[] content, @Nullable String skipped) {
        if (content.length == 0) {
            return new Nothing();
        }
        return switch (bare(contentType)) {
            case "application/json" ->
                    of(
                            (skipped == null
                                            ? StrictJson.parse(content)
                                            : StrictJson.parseWithout(skipped, content))
                                    .map(Json::new));
            case "application/x-www-form-urlencoded" -> of(Fields.ofForm(content).map(Form::new));
            default -> new Unreadable(Trouble.OTHER_TYPE);
        };
    }

    private static HookBody of(Optional<? extends HookBody> read) {
        return read.<HookBody>map(body -> body).orElseGet(() -> new Unreadable(Trouble.MALFORMED));
    }

    private static String bare(@Nullable String contentType) {
        if (contentType == null || KNOWN.contains(contentType)) {
            return String.valueOf(contentType);
        }
        int end = contentType.indexOf(';');
        var bare = end < 0 ? contentType : contentType.substring(0, end);
        return bare.strip().toLowerCase(Locale.ROOT);
    }

    /** A JSON object; empty when it is something else. */
    default Optional<JsonNode> object() {
        return this instanceof Json(var value)
                ? Optional.of(value).filter(JsonNode::isObject)
                : Optional.empty();
    }

    /** The members of a flat JSON object, or the parameters of a form; empty when it is neither. */
    default Optional<Map<String, String>> fields() {
        return this instanceof Form(var parameters)
                ? Optional.of(parameters)
                : object().flatMap(Fields::ofJson);
    }
}
