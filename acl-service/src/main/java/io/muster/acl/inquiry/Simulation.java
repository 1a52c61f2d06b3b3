// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.inquiry;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.json.JsonFault;
import io.muster.acl.json.Members;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Questions that are decided twice: by the policies in force, and by those of a trial.
 *
 * @param at the moment at which they are asked; null for now
 */
public record Simulation(List<Inquiry> requests, Trial trial, @Nullable Instant at) {

    private static final int MAX_REQUESTS = 256;

    public Simulation {
        requests = List.copyOf(requests);
    }

    /** A {@link JsonFault} names what is wrong. */
    public static Simulation read(JsonNode json) {
        var members = Members.of(json, "", Trial.membersAnd("requests", "at"));
        return new Simulation(
                requests(members.get("requests")),
                Trial.read(members),
                Trial.moment(members, "at").orElse(null));
    }

    /** Questions of a list, of which there is at least one. */
    public static List<Inquiry> requests(JsonNode nodes) {
        if (!nodes.isArray() || nodes.isEmpty() || nodes.size() > MAX_REQUESTS) {
            throw new JsonFault("/requests", "must be a list of 1 to " + MAX_REQUESTS);
        }
        var requests = new ArrayList<Inquiry>();
        for (int i = 0; i < nodes.size(); i++) {
            requests.add(InquiryReader.read(nodes.get(i), "/requests/" + i));
        }
        return requests;
    }
}
