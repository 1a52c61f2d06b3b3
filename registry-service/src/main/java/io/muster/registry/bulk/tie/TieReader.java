// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.tie;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.api.JsonBodies;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.topic.DeviceId;
import io.muster.registry.bulk.input.RowFault;
import io.muster.registry.credential.HashedCredential;
import io.muster.registry.identity.GroupPath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes ties out of what a row says, so that what is left is a description. */
public final class TieReader {

    /** The code of rows that are not kept, because a secret stands in them. */
    public static final String SECRET_REFUSED = "secret-refused";

    /** With the queries that a tenant may have, fewer than a device may be in. */
    private static final int MOST_GROUPS = 100;

    private static final int MOST_GATEWAYS = 16;
    private static final int MOST_CREDENTIALS = 20;
    private static final Set<String> SECRETS = Set.of("password", "secret", "key");

    private TieReader() {}

    /** Removes the members that tell of ties; a {@link RowFault} when they can't be used. */
    public static Ties take(ObjectNode said, JsonBodies json) {
        var groups = said.remove("groups");
        var gateways = said.remove("gateways");
        var credentials = said.remove("credentials");
        return new Ties(
                named(groups, "/groups", MOST_GROUPS, GroupPath::parse),
                named(gateways, "/gateways", MOST_GATEWAYS, DeviceId::parse),
                credentials == null ? List.of() : credentials(credentials, json));
    }

    /** As in a merge patch null removes all. */
    private static <T> Optional<Set<T>> named(
            @Nullable JsonNode list, String at, int most, Function<String, Optional<T>> parse) {
        if (list == null) {
            return Optional.empty();
        }
        var names = new LinkedHashSet<T>();
        if (!list.isNull()) {
            for (var name : list(list, at, most)) {
                names.add(
                        parse.apply(name.asText(""))
                                .orElseThrow(() -> invalid(at, "One of the names can't be one.")));
            }
        }
        return Optional.of(names);
    }

    private static ArrayNode list(JsonNode node, String at, int most) {
        if (node instanceof ArrayNode list && list.size() <= most) {
            return list;
        }
        throw invalid(at, "This is a list of at most " + most + ".");
    }

    private static List<HashedCredential> credentials(JsonNode node, JsonBodies json) {
        var credentials = new ArrayList<HashedCredential>();
        for (var each : list(node, "/credentials", MOST_CREDENTIALS)) {
            credentials.add(credential(each, "/credentials/" + credentials.size(), json));
        }
        return credentials;
    }

    private static HashedCredential credential(JsonNode node, String at, JsonBodies json) {
        if (!node.isObject()) {
            throw invalid(at, "A credential is a JSON object.");
        }
        if (SECRETS.stream().anyMatch(node::has)) {
            throw new RowFault(
                    SECRET_REFUSED,
                    at,
                    "Files bring hashes of secrets, not secrets; this row is not kept.");
        }
        try {
            return json.value(node, HashedCredential.class);
        } catch (ProblemException problem) {
            throw invalid(at, String.valueOf(problem.getDetail()));
        }
    }

    private static RowFault invalid(String at, String message) {
        return new RowFault("row-invalid", at, message);
    }
}
