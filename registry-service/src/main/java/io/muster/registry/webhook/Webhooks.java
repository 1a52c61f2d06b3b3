// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.registry.tenant.store.TenantStore;
import io.muster.registry.webhook.store.Delivery;
import io.muster.registry.webhook.store.DeliveryStore;
import io.muster.registry.webhook.store.Webhook;
import io.muster.registry.webhook.store.WebhookStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

/** Adds, shows, enables and deletes webhooks, each with its audit entry. */
@ApplicationScoped
class Webhooks {

    /** Besides these nothing is sent again by hand. */
    private static final int MOST_WAITING = 1_000;

    private final Database database;
    private final TenantStore tenants;
    private final WebhookStore webhooks;
    private final DeliveryStore deliveries;
    private final Seal seal;
    private final AuditLog audit;
    private final FanOut fanOut;
    private final WebhookConfig config;

    Webhooks(
            Database database,
            TenantStore tenants,
            WebhookStore webhooks,
            DeliveryStore deliveries,
            Seal seal,
            AuditLog audit,
            FanOut fanOut,
            WebhookConfig config) {
        this.database = database;
        this.tenants = tenants;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.seal = seal;
        this.audit = audit;
        this.fanOut = fanOut;
        this.config = config;
    }

    /** A webhook and its secret, which is never shown again. */
    record Added(Webhook webhook, Signature.Secret secret) {}

    Uni<Added> add(TenantId tenant, WebhookRequest request, String actor) {
        var url = Target.parse(request.url(), config.allowHttp());
        var id = UUID.randomUUID();
        var secret = Signature.Secret.next();
        var draft =
                new WebhookStore.Draft(id, url, request.wanted(), seal.close(id, secret), actor);
        return database.transaction(connection ->
                        requireRoom(connection, tenant)
                                .chain(() -> webhooks.insert(connection, tenant, draft))
                                .call(added -> write(connection, added, "webhook.create", actor))
                                .map(added -> new Added(added, secret)))
                .call(fanOut::look);
    }

    /** Locks the tenant, so that no two of its requests take the last place. */
    private Uni<Void> requireRoom(SqlConnection connection, TenantId tenant) {
        return tenants.lock(connection, tenant)
                .chain(() -> webhooks.count(connection, tenant))
                .invoke(count -> {
                    if (count >= config.most()) {
                        throw full();
                    }
                })
                .replaceWithVoid();
    }

    private ProblemException full() {
        return ProblemException.of(
                403,
                "quota-exceeded",
                "The tenant has as many webhooks as it may",
                "At most " + config.most() + " webhooks; delete one that is not needed.");
    }

    Uni<List<Webhook>> list(TenantId tenant) {
        return database.read(connection -> webhooks.list(connection, tenant));
    }

    Uni<Webhook> get(TenantId tenant, UUID id) {
        return database.read(connection -> webhooks.find(connection, tenant, id))
                .map(found -> found.orElseThrow(Webhooks::missing));
    }

    Uni<Webhook> enable(TenantId tenant, UUID id, String actor) {
        return change(
                        tenant,
                        id,
                        (connection, webhook) ->
                                webhooks.enable(connection, webhook)
                                        .call(now ->
                                                write(connection, now, "webhook.enable", actor)))
                .call(fanOut::look);
    }

    Uni<Webhook> delete(TenantId tenant, UUID id, String actor) {
        return change(
                tenant,
                id,
                (connection, webhook) ->
                        deliveries
                                .delete(connection, webhook)
                                .chain(() -> webhooks.delete(connection, webhook))
                                .chain(() -> write(connection, webhook, "webhook.delete", actor))
                                .replaceWith(webhook));
    }

    /** The newest deliveries. */
    Uni<List<Delivery>> deliveries(TenantId tenant, UUID id, int limit) {
        return get(tenant, id)
                .chain(webhook ->
                        database.read(connection -> deliveries.list(connection, webhook, limit)));
    }

    /** Sends an event once more. */
    Uni<Delivery> replay(TenantId tenant, UUID id, UUID delivery, String actor) {
        return change(
                tenant,
                id,
                (connection, webhook) ->
                        requireFew(connection, webhook)
                                .chain(() -> deliveries.replay(connection, webhook, delivery))
                                .map(made ->
                                        made.orElseThrow(() ->
                                                Problems.notFound("There is no such delivery.")))
                                .call(() -> write(connection, webhook, "webhook.replay", actor)));
    }

    private Uni<Void> requireFew(SqlConnection connection, Webhook webhook) {
        if (!webhook.enabled()) {
            throw Problems.conflict("The webhook is disabled; enable it first.");
        }
        return deliveries
                .waiting(connection, webhook, MOST_WAITING)
                .invoke(waiting -> {
                    if (waiting == MOST_WAITING) {
                        throw Problems.tooManyRequests(
                                MOST_WAITING + " deliveries wait for the webhook already.",
                                Duration.ofMinutes(1));
                    }
                })
                .replaceWithVoid();
    }

    private <T> Uni<T> change(
            TenantId tenant, UUID id, BiFunction<SqlConnection, Webhook, Uni<T>> work) {
        return database.transaction(connection ->
                webhooks.lock(connection, tenant, id)
                        .map(found -> found.orElseThrow(Webhooks::missing))
                        .chain(webhook -> work.apply(connection, webhook)));
    }

    /** With the host only: the path may be a secret of its own. */
    private Uni<Void> write(
            SqlConnection connection, Webhook webhook, String action, String actor) {
        var detail = JsonNodeFactory.instance.objectNode().put("host", webhook.url().getHost());
        var entry = new AuditEntry(actor, action, webhook.id().toString(), detail);
        return audit.append(connection, webhook.tenant(), entry);
    }

    private static ProblemException missing() {
        return Problems.notFound("There is no such webhook.");
    }
}
