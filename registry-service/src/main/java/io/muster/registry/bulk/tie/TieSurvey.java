// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.tie;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.registry.credential.store.CredentialBatchStore;
import io.muster.registry.gateway.store.GatewayBatchStore;
import io.muster.registry.group.store.MemberBatchStore;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.GroupPath;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out what is there of all that rows name; nothing is asked that no row names. */
@ApplicationScoped
public class TieSurvey {

    private final MemberBatchStore members;
    private final GatewayBatchStore gateways;
    private final CredentialBatchStore credentials;

    TieSurvey(
            MemberBatchStore members,
            GatewayBatchStore gateways,
            CredentialBatchStore credentials) {
        this.members = members;
        this.gateways = gateways;
        this.credentials = credentials;
    }

    /** What a row says of a device, which may have to be added yet. */
    public record Tied(DeviceId device, Ties ties) {}

    /** Looks in the caller's transaction, which has the devices that there are locked. */
    public Uni<Known> look(SqlConnection connection, TenantId tenant, List<Tied> rows) {
        return rows.stream().allMatch(row -> row.ties().isNone())
                ? Uni.createFrom().item(Known.NOTHING)
                : groups(connection, tenant, rows)
                        .chain(known -> gateways(connection, tenant, rows, known))
                        .chain(known -> credentials(connection, tenant, rows, known));
    }

    private Uni<Known> groups(SqlConnection connection, TenantId tenant, List<Tied> rows) {
        var naming = rows.stream().filter(row -> row.ties().groups().isPresent()).toList();
        Set<GroupPath> paths =
                naming.stream()
                        .flatMap(row -> row.ties().groups().stream())
                        .flatMap(Set::stream)
                        .collect(Collectors.toSet());
        return members.known(connection, tenant, paths)
                .chain(groups ->
                        members.of(connection, tenant, ids(naming))
                                .map(memberOf ->
                                        new Known(
                                                groups, memberOf, Map.of(), List.of(), Map.of(),
                                                Map.of())));
    }

    private static Set<String> ids(List<Tied> rows) {
        return rows.stream().map(row -> row.device().value()).collect(Collectors.toSet());
    }

    private Uni<Known> gateways(
            SqlConnection connection, TenantId tenant, List<Tied> rows, Known known) {
        var naming = rows.stream().filter(row -> row.ties().gateways().isPresent()).toList();
        if (naming.isEmpty()) {
            return Uni.createFrom().item(known);
        }
        var named =
                naming.stream()
                        .flatMap(row -> row.ties().gateways().stream())
                        .flatMap(Set::stream)
                        .map(DeviceId::value)
                        .collect(Collectors.toCollection(TreeSet::new));
        var all = new TreeSet<>(named);
        all.addAll(ids(naming));
        return gateways.usable(connection, tenant, named)
                .chain(usable ->
                        gateways.above(connection, tenant, all)
                                .map(above ->
                                        new Known(
                                                known.groups(),
                                                known.memberOf(),
                                                usable,
                                                above,
                                                Map.of(),
                                                Map.of())));
    }

    private Uni<Known> credentials(
            SqlConnection connection, TenantId tenant, List<Tied> rows, Known known) {
        var bringing = rows.stream().filter(row -> !row.ties().credentials().isEmpty()).toList();
        if (bringing.isEmpty()) {
            return Uni.createFrom().item(known);
        }
        var names =
                bringing.stream()
                        .flatMap(row -> names(new DeviceIdentity(tenant, row.device()), row))
                        .collect(Collectors.toSet());
        return credentials
                .named(connection, tenant, names)
                .chain(logins ->
                        credentials
                                .counts(connection, tenant, ids(bringing))
                                .map(held ->
                                        new Known(
                                                known.groups(),
                                                known.memberOf(),
                                                known.gateways(),
                                                known.above(),
                                                logins,
                                                held)));
    }

    private static Stream<String> names(DeviceIdentity device, Tied row) {
        return row.ties().credentials().stream().map(each -> each.nameOf(device));
    }
}
