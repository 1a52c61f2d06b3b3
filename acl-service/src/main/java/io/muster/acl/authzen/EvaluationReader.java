// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.authzen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.authzen.Evaluation.Asked;
import io.muster.acl.authzen.Evaluation.Foreign;
import io.muster.acl.decision.Action;
import io.muster.acl.inquiry.InquiryReader;
import io.muster.acl.json.JsonFault;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an access evaluation request (AuthZEN 1.0 §6.1) as a question of ours.
 *
 * <p>A resource of the type {@code topic} is a topic name or filter, one of the type {@code client}
 * the client id of a connect. The subject is somebody whom the enforcement point has verified; its
 * properties may hold {@code claims}, {@code groups}, {@code cert} and {@code attrs}, or else a
 * {@code token}, {@code certificate} or {@code session} for us to verify. Of the context we read
 * what a connection is like and leave the rest, which the standard leaves open.
 */
public final class EvaluationReader {

    private static final Set<String> SHOWN = Set.of("token", "certificate", "session");
    private static final Set<String> DESCRIBED = Set.of("claims", "groups", "cert", "attrs");
    private static final Set<String> CONTEXT =
            Set.of("client_id", "username", "ip", "listener", "protocol", "tls");
    private static final Set<String> ACTION = Set.of("qos", "retain");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private EvaluationReader() {}

    /** A {@link JsonFault} names the member that is missing or of the wrong kind. */
    public static Evaluation read(JsonNode json) {
        var subject = entity(json, "subject", "type", "id");
        var action = entity(json, "action", "name");
        var resource = entity(json, "resource", "type", "id");
        var context = object(json, "/context", json.path("context"));
        var named =
                Action.of(action.path("name").textValue()).filter(name -> name != Action.RETAIN);
        return named.flatMap(name -> question(name, action, resource, context))
                .<Evaluation>map(question -> asked(question, subject))
                .orElseGet(Foreign::new);
    }

    private static ObjectNode entity(JsonNode json, String name, String... required) {
        var entity = object(json, "/" + name, json.path(name));
        if (!json.has(name)) {
            throw new JsonFault("/" + name, "is missing");
        }
        for (var member : required) {
            if (!entity.path(member).isTextual() || entity.path(member).textValue().isEmpty()) {
                throw new JsonFault("/" + name + "/" + member, "must be a text that is not empty");
            }
        }
        object(entity, "/" + name + "/properties", entity.path("properties"));
        return entity;
    }

    private static ObjectNode object(JsonNode parent, String pointer, JsonNode node) {
        if (node.isMissingNode()) {
            return JSON.objectNode();
        }
        if (!parent.isObject() || !(node instanceof ObjectNode object)) {
            throw new JsonFault(pointer, "must be an object");
        }
        return object;
    }

    private static Optional<ObjectNode> question(
            Action action, ObjectNode asked, ObjectNode resource, ObjectNode context) {
        var type = resource.path("type").textValue();
        var question = JSON.objectNode().put("action", action.wireName());
        question.setAll(only(asked.path("properties"), ACTION));
        var connection = only(context, CONTEXT);
        question.set("context", connection);
        if (action == Action.CONNECT) {
            connection.set("client_id", resource.path("id"));
            return Optional.of(question).filter(_ -> type.equals("client"));
        }
        question.set("topic", resource.path("id"));
        return Optional.of(question).filter(_ -> type.equals("topic"));
    }

    private static ObjectNode only(JsonNode from, Set<String> names) {
        var some = JSON.objectNode();
        for (var name : names) {
            if (from.has(name)) {
                some.set(name, from.path(name));
            }
        }
        return some;
    }

    private static Evaluation asked(ObjectNode question, ObjectNode subject) {
        question.set("subject", who(subject));
        return new Asked(InquiryReader.read(question, ""));
    }

    private static ObjectNode who(ObjectNode subject) {
        var properties = subject.path("properties");
        var shown = only(properties, SHOWN);
        if (!shown.isEmpty()) {
            return shown;
        }
        var described = only(properties, DESCRIBED);
        described.set("type", subject.path("type"));
        described.set("id", subject.path("id"));
        return JSON.objectNode().set("principal", described);
    }
}
