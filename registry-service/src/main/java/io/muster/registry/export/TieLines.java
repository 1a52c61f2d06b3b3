// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.api.JsonBodies;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.registry.credential.HashedCredential;
import io.muster.registry.credential.store.CredentialBatchStore;
import io.muster.registry.gateway.store.GatewayBatchStore;
import io.muster.registry.group.store.MemberBatchStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Adds to the lines of a batch of devices what was asked for besides their descriptions. */
@ApplicationScoped
class TieLines {

    private final Database database;
    private final MemberBatchStore members;
    private final GatewayBatchStore gateways;
    private final CredentialBatchStore credentials;
    private final JsonBodies json;

    TieLines(
            Database database,
            MemberBatchStore members,
            GatewayBatchStore gateways,
            CredentialBatchStore credentials,
            JsonBodies json) {
        this.database = database;
        this.members = members;
        this.gateways = gateways;
        this.credentials = credentials;
        this.json = json;
    }

    Uni<List<ObjectNode>> add(TenantId tenant, Set<Include> includes, List<ObjectNode> lines) {
        var byId = new HashMap<String, ObjectNode>();
        lines.forEach(line -> byId.put(line.path("id").asText(), line));
        var added = Uni.createFrom().voidItem();
        for (var include : includes) {
            added = added.chain(() -> add(tenant, include, byId));
        }
        return added.replaceWith(lines);
    }

    private Uni<Void> add(TenantId tenant, Include include, Map<String, ObjectNode> lines) {
        return switch (include) {
            case GROUPS -> groups(tenant, lines);
            case GATEWAYS -> gateways(tenant, lines);
            case CREDENTIALS -> credentials(tenant, lines);
        };
    }

    private static ObjectNode line(Map<String, ObjectNode> lines, String device) {
        return Objects.requireNonNull(lines.get(device), "only these devices were asked for");
    }

    /** Those that are filled by hand: into the others queries put a device again. */
    private Uni<Void> groups(TenantId tenant, Map<String, ObjectNode> lines) {
        return database.read(connection -> members.of(connection, tenant, lines.keySet()))
                .invoke(found ->
                        found.forEach((device, groups) -> {
                            var list = line(lines, device).withArray("groups");
                            groups.forEach(group -> list.add(group.path().value()));
                        }))
                .replaceWithVoid();
    }

    private Uni<Void> gateways(TenantId tenant, Map<String, ObjectNode> lines) {
        return database.read(connection -> gateways.of(connection, tenant, lines.keySet()))
                .invoke(found ->
                        found.forEach(link ->
                                line(lines, link.device())
                                        .withArray("gateways")
                                        .add(link.gateway())))
                .replaceWithVoid();
    }

    private Uni<Void> credentials(TenantId tenant, Map<String, ObjectNode> lines) {
        return database.read(connection -> credentials.of(connection, tenant, lines.keySet()))
                .invoke(found ->
                        found.forEach((device, held) -> {
                            var list = line(lines, device).withArray("credentials");
                            held.forEach(each -> list.add(json.tree(HashedCredential.of(each))));
                        }))
                .replaceWithVoid();
    }
}
