// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.operator;

import java.io.IOException;
import java.util.List;

/** What demo and drills need of acl-service. */
public record AccessApi(RestClient rest) {

    /** How many live sessions acl-service knows under a client id. */
    public int sessions(String clientId) throws IOException, InterruptedException, NotObserved {
        return rest.get("/api/v1/sessions?clientId=" + clientId).require(200).path("items").size();
    }

    /** How many connects acl-service has allowed since it started. */
    public long allowedConnects() throws IOException, InterruptedException {
        return decisions("connect", "allow");
    }

    /** How many messages, Wills among them, acl-service has refused since it started. */
    public long refusedMessages() throws IOException, InterruptedException {
        return decisions("publish", "deny") + decisions("will", "deny");
    }

    private long decisions(String action, String result) throws IOException, InterruptedException {
        var labels = List.of("action=\"" + action + "\"", "result=\"" + result + "\"");
        return rest.text("/q/metrics")
                .lines()
                .filter(line -> line.startsWith("muster_acl_decisions_total{"))
                .filter(line -> labels.stream().allMatch(line::contains))
                .mapToLong(line ->
                        (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
