// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.shadow.json.Json;
import io.muster.shadow.json.Pointer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a device has to do, removals included, which the AWS contract can't show. Cumulative: a
 * device that has the newest needs none of those before.
 *
 * @param set what is desired and not reported, with its stamps
 * @param delete what is desired no longer and of which the device may not know
 * @param incomplete whether there is more of that than is kept, so that the device has to ask what
 *     is desired
 * @param news whether the device was not brought all of it yet, or has not done all that it was
 */
public record NativeDelta(
        long version,
        long desiredVersion,
        Section set,
        List<Pointer> delete,
        boolean incomplete,
        boolean news) {

    public NativeDelta {
        delete = List.copyOf(delete);
    }

    /** What the device of this shadow has to do now. */
    public static NativeDelta of(ShadowDocument document) {
        var ledger = document.ledger();
        var set = document.delta();
        var removals = ledger.removals();
        return new NativeDelta(
                document.version(),
                ledger.desiredVersion(),
                set,
                removals.outermost(),
                removals.incomplete(),
                !set.isEmpty() || removals.newerThan(ledger.delivery().deliveredVersion()));
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return set.isEmpty() && delete.isEmpty() && !incomplete;
    }

    /** Both in one: the merge patch whose nulls are the removals. */
    public ObjectNode patch() {
        var patch = set.state();
        for (var place : delete) {
            patch = removing(patch, place);
        }
        return patch;
    }

    /**
     * The message.
     *
     * @param full whether it is sent because the device came back or asked, not because of a change
     */
    public ObjectNode message(boolean full, Instant at, Optional<ClientToken> token) {
        var message = Json.object().put("version", version).put("desiredVersion", desiredVersion);
        message.put("timestamp", at.toEpochMilli());
        message.set("set", set.state());
        var deleted = message.putArray("delete");
        delete.forEach(place -> deleted.add(place.toString()));
        message.set("patch", patch());
        message.put("full", full);
        if (incomplete) {
            message.put("incomplete", true);
        }
        token.ifPresent(t -> message.put("clientToken", t.value()));
        return message;
    }

    /** Whatever is set on the way or at the place wins: it was desired again. */
    private static ObjectNode removing(ObjectNode patch, Pointer place) {
        var name = place.tokens().getFirst();
        var inner = patch.get(name);
        if (place.tokens().size() == 1) {
            return inner == null ? with(patch, name, NullNode.getInstance()) : patch;
        }
        return switch (inner) {
            case null -> with(patch, name, place.tail().wrap(NullNode.getInstance()));
            case ObjectNode object -> with(patch, name, removing(object, place.tail()));
            default -> patch;
        };
    }

    private static ObjectNode with(ObjectNode patch, String name, JsonNode value) {
        var copy = Json.copy(patch, 1);
        copy.set(name, value);
        return copy;
    }
}
