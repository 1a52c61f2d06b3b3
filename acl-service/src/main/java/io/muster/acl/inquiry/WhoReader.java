// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.inquiry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.decision.CertificateFacts;
import io.muster.acl.decision.Subject;
import io.muster.acl.gate.Credentials.Bearer;
import io.muster.acl.gate.Credentials.Certificate;
import io.muster.acl.inquiry.Who.Described;
import io.muster.acl.inquiry.Who.Held;
import io.muster.acl.inquiry.Who.Shown;
import io.muster.acl.json.JsonFault;
import io.muster.acl.json.Members;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads whom a question is about: exactly one of token, certificate, session or principal. */
final class WhoReader {

    private static final Set<String> KNOWN = Set.of("token", "certificate", "session", "principal");
    private static final Set<String> PRINCIPAL =
            Set.of("type", "id", "claims", "cert", "groups", "attrs");
    private static final Set<String> CERTIFICATE =
            Set.of("cn", "serial", "issuer", "san_uri", "san_dns", "verified");

    private WhoReader() {}

    static Who read(JsonNode json, String pointer) {
        var members = Members.of(json, pointer, KNOWN);
        if (json.size() != 1) {
            throw new JsonFault(
                    pointer, "must have one of token, certificate, session and principal");
        }
        return switch (json.fieldNames().next()) {
            case "token" -> new Shown(new Bearer(members.text("token")));
            case "certificate" -> new Shown(new Certificate(der(members)));
            case "session" -> new Held(members.text("session"));
            default -> described(members.get("principal"), members.at("principal"));
        };
    }

    private static byte[] der(Members members) {
        try {
            return Base64.getDecoder().decode(members.text("certificate"));
        } catch (IllegalArgumentException malformed) {
            throw new JsonFault(members.at("certificate"), "is not base64");
        }
    }

    private static Described described(JsonNode json, String pointer) {
        var members = Members.of(json, pointer, PRINCIPAL);
        return new Described(
                members.text("type"),
                members.text("id"),
                Set.copyOf(members.findList("groups").orElse(List.of())),
                object(members, "claims"),
                members.find("cert").map(node -> facts(node, members.at("cert"))).orElse(null),
                object(members, "attrs"));
    }

    private static ObjectNode object(Members members, String name) {
        var node = members.find(name).orElse(Subject.NOTHING);
        if (!(node instanceof ObjectNode object)) {
            throw new JsonFault(members.at(name), "must be an object");
        }
        return object;
    }

    private static CertificateFacts facts(JsonNode node, String pointer) {
        var members = Members.of(node, pointer, CERTIFICATE);
        return new CertificateFacts(
                members.text("cn"),
                text(members, "serial"),
                text(members, "issuer"),
                members.findList("san_uri").orElse(List.of()),
                members.findList("san_dns").orElse(List.of()),
                members.findFlag("verified").orElse(false));
    }

    private static @Nullable String text(Members members, String name) {
        return members.findText(name).orElse(null);
    }
}
