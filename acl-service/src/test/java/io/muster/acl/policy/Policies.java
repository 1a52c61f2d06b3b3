// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.decision.Principal.Token;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import java.util.Arrays;
import java.util.Set;

/** Policies and callers in few words. */
public final class Policies {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Policies() {}

    /** Quotes may be written as apostrophes. */
    static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A document called {@code p} with these rules, whose ids are {@code r0}, {@code r1}, … */
    static PolicyDocument document(String... rules) {
        var all = new StringBuilder();
        for (int i = 0; i < rules.length; i++) {
            all.append(i == 0 ? "" : ",").append("{'id':'r" + i + "'," + rules[i] + "}");
        }
        return PolicyDocument.parse(json("{'version':1,'id':'p','rules':[" + all + "]}"));
    }

    static PolicySet set(String... rules) {
        return PolicySet.of(Arrays.asList(document(rules)));
    }

    public static Caller device(String tenant, String device) {
        return deviceAs(tenant, device, device);
    }

    public static Caller deviceAs(String tenant, String device, String clientId) {
        var principal = new Device(new TenantId(tenant), new DeviceId(device), "fp");
        return new Caller(principal, clientId, null);
    }

    public static Caller service(String name) {
        return token(name, name + "-channel", "service");
    }

    public static Caller token(String client, String clientId, String... groups) {
        return new Caller(new Token(client, client, null, Set.of(groups)), clientId, client);
    }
}
