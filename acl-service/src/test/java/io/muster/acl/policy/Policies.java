// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.CertificateFacts;
import io.muster.acl.decision.Origin;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.decision.Principal.Token;
import io.muster.acl.decision.Proof;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Policies and callers in few words. */
public final class Policies {

    /** When the questions of tests are asked. */
    public static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private static final ObjectMapper JSON = new ObjectMapper();

    private Policies() {}

    /** Quotes are written as apostrophes, and apostrophes as {@code \'}. */
    static JsonNode json(String text) {
        var quoted = text.replace("\\'", "\0").replace('\'', '"').replace('\0', '\'');
        try {
            return JSON.readTree(quoted);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A document called {@code p} with these rules, whose ids are {@code r0}, {@code r1}, … */
    public static PolicyDocument document(String... rules) {
        var all = new StringBuilder();
        for (int i = 0; i < rules.length; i++) {
            all.append(i == 0 ? "" : ",").append("{'id':'r" + i + "'," + rules[i] + "}");
        }
        return PolicyDocument.parse(json("{'version':1,'id':'p','rules':[" + all + "]}"));
    }

    public static PolicySet set(String... rules) {
        return PolicySet.of(Arrays.asList(document(rules)));
    }

    public static Caller device(String tenant, String device) {
        return deviceAs(tenant, device, device);
    }

    public static Caller deviceAs(String tenant, String device, String clientId) {
        var facts = new CertificateFacts(device, "1f", "CN=Issuer", List.of(), List.of(), true);
        var principal = new Device(new TenantId(tenant), new DeviceId(device), "fp", facts);
        return new Caller(principal.subject(), clientId, null, Origin.UNKNOWN);
    }

    /** The holder of a claim certificate. */
    public static Caller claim(String tenant, String claim, String clientId) {
        var uri = "urn:claim:" + tenant + ":" + claim;
        var facts = new CertificateFacts(claim, "1f", "CN=Issuer", List.of(uri), List.of(), true);
        var proof = new Proof.Claim("fp", facts);
        var principal = new Device(new TenantId(tenant), new DeviceId(claim), proof, null);
        return new Caller(principal.subject(), clientId, null, Origin.UNKNOWN);
    }

    public static Caller service(String name) {
        return token(name, name + "-channel", "service");
    }

    public static Caller token(String client, String clientId, String... groups) {
        var claims = JSON.createObjectNode().put("client_id", client).put("sub", client);
        var principal = new Token("https://idp", client, client, null, Set.of(groups), claims);
        return new Caller(principal.subject(), clientId, client, Origin.UNKNOWN);
    }
}
