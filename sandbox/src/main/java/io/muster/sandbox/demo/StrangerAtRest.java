// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.sandbox.operator.RestClient;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * No service answers an operator's question without a valid token, and none lets a viewer write.
 */
final class StrangerAtRest {

    private StrangerAtRest() {}

    static String observe(Scene scene) throws Exception {
        var tokens = new LinkedHashMap<String, String>();
        tokens.put("expired", scene.issuer().expiredToken());
        tokens.put("foreign", ForeignToken.like(scene.installation().token("admin")));
        tokens.put("malformed", "x.y.z");
        for (var path : paths(scene).entrySet()) {
            requireRefused(scene.installation().service(path.getKey()), path.getValue(), tokens);
        }
        requireReadOnly(scene);
        return "all four services answer 401 problems to no token, an expired, a foreign and a malformed one;"
                + " a viewer reads, and gets 403 from each that it would write to";
    }

    /** One read of each service that a valid token may do. */
    private static Map<String, String> paths(Scene scene) {
        var device = scene.devices().getFirst().deviceId();
        return Map.of(
                "registry",
                "/api/v1/devices",
                "shadow",
                "/api/v1/devices/" + device + "/shadows/default",
                "ota",
                "/api/v1/rollouts",
                "acl",
                "/api/v1/sessions?clientId=" + device);
    }

    private static void requireRefused(RestClient service, String path, Map<String, String> tokens)
            throws Exception {
        service.get(path).require(200, 404);
        service.anonymous().get(path).requireProblem(401);
        for (var token : tokens.values()) {
            service.with(token).get(path).requireProblem(401);
        }
    }

    private static void requireReadOnly(Scene scene) throws Exception {
        var device = scene.devices().getFirst().deviceId();
        var body = JsonNodeFactory.instance.objectNode().put("id", scene.id("viewers"));
        viewer(scene, "registry").get("/api/v1/devices").require(200);
        viewer(scene, "registry").post("/api/v1/devices", body).requireProblem(403);
        viewer(scene, "shadow")
                .patch("/api/v1/devices/" + device + "/shadows/default/desired", body)
                .requireProblem(403);
        viewer(scene, "ota").post("/api/v1/rollouts", body).requireProblem(403);
        viewer(scene, "acl").get("/api/v1/policies").require(200);
        viewer(scene, "acl").post("/api/v1/policies/any/rollback", body).requireProblem(403);
    }

    private static RestClient viewer(Scene scene, String service) {
        return scene.installation().service(service).with(scene.installation().token("viewer"));
    }
}
