// SPDX-License-Identifier: Apache-2.0
package io.muster.registry;

import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;

/** A claim certificate of a test, of a profile of its own. */
public record Claims(String label, String id, String prefix, String pem, KeyPair keys) {

    /** A claim for any number of devices, which it adds, with more rules for its profile. */
    public static Claims with(Map<String, Object> rules, Map<String, Object> order) {
        var label = "c" + UUID.randomUUID().toString().substring(0, 13);
        var all = new HashMap<>(rules);
        all.put("mode", "claim-certificate");
        all.putIfAbsent("createIfMissing", true);
        Api.as("tenant-admin").body(all).put(path(label)).then().statusCode(201);
        var keys = TestKeys.p256();
        var ordered = new HashMap<String, Object>(Map.of("maxUses", 1000));
        ordered.putAll(order);
        var made = create(label, keys, ordered).then().statusCode(201).extract();
        return new Claims(
                label,
                made.path("id"),
                made.path("clientIdPrefix"),
                made.path("certificatePem"),
                keys);
    }

    public static Claims any() {
        return with(Map.of(), Map.of());
    }

    public static Response create(String label, KeyPair keys, Map<String, Object> order) {
        var body = new HashMap<>(order);
        body.put("csr", text(TestCsr.of("claim").keys(keys).der()));
        return Api.as("security-admin").body(body).post(path(label) + "/claim-certificates");
    }

    public static String path(String label) {
        return "/api/v1/enrollment-profiles/" + label;
    }

    /** The path of the claim itself. */
    public String path() {
        return path(label) + "/claim-certificates/" + id;
    }

    public SSLContext tls() {
        return Tls.with(Tls.decode(pem.getBytes(StandardCharsets.US_ASCII)), keys.getPrivate());
    }

    /** A client id of a holder. */
    public String holder(String name) {
        return prefix + "-" + name;
    }

    /** A request in base64. */
    public static String text(byte[] csr) {
        return Base64.getEncoder().encodeToString(csr);
    }
}
