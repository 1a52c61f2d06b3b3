// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.provisioning;

import io.muster.platform.topic.TenantId;
import io.muster.platform.topic.TopicName;
import io.muster.registry.identity.ClaimIdentity;
import java.util.List;
import java.util.Optional;

/**
 * A topic of one holder of a claim, {@code p/{tenant}/{client id}/…}. The broker's hook lets only
 * this client publish there, and gives it a client id that begins with the claim's name, so that
 * both are as good as the certificate that it has shown.
 *
 * @param holder tenant and client id
 * @param rest the levels below
 */
record ClaimTopic(ClaimIdentity claim, String holder, List<String> rest) {

    private static final String ROOT = "p";
    private static final int ROOT_LEVELS = 3;

    ClaimTopic {
        rest = List.copyOf(rest);
    }

    /**
     * Reads the topic of a message; empty unless a holder of a claim may have sent it, and when it
     * is so long that nobody could publish the answer to it.
     */
    static Optional<ClaimTopic> parse(String text) {
        return TopicName.parse(text)
                .filter(_ -> TopicName.parse(text + "/accepted").isPresent())
                .map(TopicName::levels)
                .flatMap(ClaimTopic::ofLevels);
    }

    private static Optional<ClaimTopic> ofLevels(List<String> levels) {
        if (levels.size() <= ROOT_LEVELS || !levels.getFirst().equals(ROOT)) {
            return Optional.empty();
        }
        var client = levels.get(2);
        return TenantId.parse(levels.get(1))
                .flatMap(tenant -> ClaimIdentity.ofClient(tenant, client))
                .map(claim ->
                        new ClaimTopic(
                                claim,
                                claim.tenant() + "/" + client,
                                levels.subList(ROOT_LEVELS, levels.size())));
    }

    /** The client alone. */
    String client() {
        return holder.substring(holder.indexOf('/') + 1);
    }

    /** The topic that an answer goes to: only the client that asked listens there. */
    String answer(String word) {
        return ROOT + "/" + holder + "/" + String.join("/", rest) + "/" + word;
    }
}
