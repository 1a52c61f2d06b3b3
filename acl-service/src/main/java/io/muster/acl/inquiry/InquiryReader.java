// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.inquiry;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.decision.Action;
import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Ask.LeaveWill;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Receive;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Ask.Unsubscribe;
import io.muster.acl.decision.Origin;
import io.muster.acl.json.JsonFault;
import io.muster.acl.json.Members;
import io.muster.platform.topic.TenantId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a question of the native API. A {@link JsonFault} names the member that is missing, unknown
 * or of the wrong kind; whether a topic is well formed is a matter of the decision.
 */
public final class InquiryReader {

    private static final Set<String> KNOWN =
            Set.of("tenant", "broker", "subject", "action", "topic", "qos", "retain", "context");
    private static final Set<String> CONTEXT =
            Set.of("client_id", "username", "ip", "listener", "protocol", "tls");

    private InquiryReader() {}

    /**
     * @param pointer where the question stands in its document; empty for all of it
     */
    public static Inquiry read(JsonNode json, String pointer) {
        var members = Members.of(json, pointer, KNOWN);
        return about(members, ask(members));
    }

    /**
     * The members that say whom it is about; {@code action} and what belongs to it are not read.
     */
    static Inquiry about(Members members, @Nullable Ask ask) {
        var context =
                members.find("context")
                        .map(node -> Members.of(node, members.at("context"), CONTEXT))
                        .orElse(null);
        return new Inquiry(
                members.findText("tenant").map(name -> tenant(name, members)).orElse(null),
                members.findText("broker").orElse(null),
                WhoReader.read(members.get("subject"), members.at("subject")),
                ask,
                text(context, "client_id"),
                text(context, "username"),
                context == null ? Origin.UNKNOWN : origin(context));
    }

    private static TenantId tenant(String name, Members members) {
        return TenantId.parse(name)
                .orElseThrow(() -> new JsonFault(members.at("tenant"), "is not a tenant id"));
    }

    private static @Nullable String text(@Nullable Members context, String name) {
        return context == null ? null : context.findText(name).orElse(null);
    }

    private static Origin origin(Members context) {
        return new Origin(
                text(context, "ip"),
                text(context, "listener"),
                text(context, "protocol"),
                context.findFlag("tls").orElse(null));
    }

    private static @Nullable Ask ask(Members members) {
        var action =
                Action.of(members.text("action"))
                        .orElseThrow(
                                () -> new JsonFault(members.at("action"), "is not a known action"));
        return switch (action) {
            case CONNECT -> withoutTopic(members);
            case PUBLISH -> new Publish(topic(members), retain(members), qos(members));
            case WILL -> new LeaveWill(topic(members), retain(members), qos(members));
            case SUBSCRIBE -> new Subscribe(topic(members), qos(members), true, false);
            case RECEIVE -> new Receive(topic(members), retain(members), qos(members));
            case UNSUBSCRIBE -> new Unsubscribe(topic(members), true);
            case RETAIN ->
                    throw new JsonFault(members.at("action"), "is asked as publish with retain");
        };
    }

    private static @Nullable Ask withoutTopic(Members members) {
        if (members.find("topic").isPresent()) {
            throw new JsonFault(members.at("topic"), "is not for connect");
        }
        return null;
    }

    /** May be empty: then it is a malformed topic, and not a malformed question. */
    private static String topic(Members members) {
        var topic = members.get("topic");
        if (!topic.isTextual()) {
            throw new JsonFault(members.at("topic"), "must be a text");
        }
        return topic.textValue();
    }

    private static Retain retain(Members members) {
        return members.findFlag("retain")
                .map(kept -> kept ? Retain.YES : Retain.NO)
                .orElse(Retain.UNKNOWN);
    }

    private static @Nullable Integer qos(Members members) {
        return members.find("qos").map(node -> qos(node, members)).orElse(null);
    }

    private static int qos(JsonNode node, Members members) {
        if (!node.isInt() || node.intValue() < 0 || node.intValue() > 2) {
            throw new JsonFault(members.at("qos"), "must be 0, 1 or 2");
        }
        return node.intValue();
    }
}
