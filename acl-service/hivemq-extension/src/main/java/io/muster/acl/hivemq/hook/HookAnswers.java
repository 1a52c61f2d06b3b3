// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq.hook;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.muster.acl.hivemq.hook.ConnectDecision.Allowed;
import io.muster.acl.hivemq.hook.ConnectDecision.Denied;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads the hook's answers. Whatever is not exactly an allow is a deny; what is no answer at all
 * throws.
 */
final class HookAnswers {

    /** A session holds the claims that policies may ask for; HiveMQ keeps 10 KB for a client. */
    private static final int MAX_SESSION_LENGTH = 8_192;

    private static final String ALLOW = "allow";

    private final JsonMapper json =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    byte[] write(Object question) throws IOException {
        return json.writeValueAsBytes(question);
    }

    ConnectDecision connect(byte[] body) throws IOException {
        var answer = json.readTree(body);
        if (!isAllow(answer.path("decision"))) {
            return new Denied();
        }
        var session = answer.path("session");
        if (!session.isTextual() || session.textValue().isEmpty()) {
            return new Denied();
        }
        if (session.textValue().length() > MAX_SESSION_LENGTH) {
            throw new IOException("the session is too long");
        }
        var tenant = answer.path("tenant").textValue();
        return allowedUntil(session.textValue(), answer.path("expiresAt"), tenant);
    }

    private static ConnectDecision allowedUntil(
            String session, JsonNode expiresAt, @Nullable String tenant) {
        if (expiresAt.isNull() || expiresAt.isMissingNode()) {
            return new Allowed(session, null, tenant);
        }
        if (!expiresAt.isIntegralNumber() || !expiresAt.canConvertToLong()) {
            return new Denied();
        }
        var instant = instant(expiresAt.longValue());
        return instant == null || !instant.isAfter(Instant.now())
                ? new Denied()
                : new Allowed(session, instant, tenant);
    }

    private static @Nullable Instant instant(long seconds) {
        return seconds < 0 || seconds > Instant.MAX.getEpochSecond()
                ? null
                : Instant.ofEpochSecond(seconds);
    }

    /** One decision for each request, in their order. */
    List<Boolean> authorize(byte[] body, int requests) throws IOException {
        var decisions = json.readTree(body).path("decisions");
        if (!decisions.isArray() || decisions.size() != requests) {
            throw new IOException("the hook decided on " + decisions.size() + " of " + requests);
        }
        return StreamSupport.stream(decisions.spliterator(), false)
                .map(HookAnswers::isAllow)
                .toList();
    }

    private static boolean isAllow(JsonNode decision) {
        return decision.isTextual() && decision.textValue().equals(ALLOW);
    }
}
