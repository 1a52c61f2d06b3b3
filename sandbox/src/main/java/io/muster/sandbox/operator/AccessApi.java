// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.operator;

import java.io.IOException;

/** What demo and drills need of acl-service. */
public record AccessApi(RestClient rest) {

    /** How many live sessions acl-service knows under a client id. */
    public int sessions(String clientId) throws IOException, InterruptedException, NotObserved {
        return rest.get("/api/v1/sessions?clientId=" + clientId).require(200).path("items").size();
    }

    /** How many connects acl-service has allowed since it started. */
    public long allowedConnects() throws IOException, InterruptedException {
        return rest.text("/q/metrics")
                .lines()
                .filter(line -> line.startsWith("muster_acl_decisions_total{"))
                .filter(line ->
                        line.contains("action=\"connect\"") && line.contains("result=\"allow\""))
                .mapToLong(line ->
                        (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
