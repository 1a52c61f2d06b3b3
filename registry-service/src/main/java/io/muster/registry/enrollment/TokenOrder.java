// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.platform.problem.Problems;
import io.muster.platform.topic.DeviceId;
import io.muster.registry.enrollment.ClaimTokens.Order;
import io.muster.registry.enrollment.profile.ClaimScope;
import io.muster.registry.enrollment.profile.EnrollmentMode;
import io.muster.registry.enrollment.profile.EnrollmentProfile;
import io.muster.registry.enrollment.profile.IdPattern;
import io.muster.registry.enrollment.profile.Networks;
import io.muster.registry.enrollment.profile.Networks.Network;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an operator asks for: tokens for one device, or for the devices of a pattern. */
@Schema(name = "CreateTokensRequest")
record TokenOrder(
        @Schema(description = "The one device; or else the pattern.") @Nullable String deviceId,
        @Schema(description = "Ids of devices, with * for any characters: line-4-*")
                @Nullable String pattern,
        @Schema(description = "How many tokens; 1 if absent, at most 100.") @Nullable Integer count,
        @Schema(description = "For how many certificates each is good; 1 if absent.")
                @Nullable Integer maxUses,
        @Schema(description = "How long they are good, such as P7D.") @Nullable String ttl,
        @Schema(description = "From where they are good, in CIDR notation; anywhere if absent.")
                @Nullable List<String> networks) {

    private static final int MAX_COUNT = 100;
    private static final int MAX_USES = 1_000_000;
    private static final int MAX_NETWORKS = 32;
    private static final Duration LONGEST = Duration.ofDays(366);

    /** Reads the order; a problem where it makes no sense. */
    Order read(EnrollmentProfile profile, Duration lifetime, String actor) {
        require(
                profile.rules().mode() == EnrollmentMode.CLAIM_TOKEN,
                "The profile does not enroll by claim tokens.");
        var terms = terms(lifetime);
        return new Order(
                profile,
                terms.scope(),
                within("count", count, MAX_COUNT),
                terms.maxUses(),
                terms.lifetime(),
                actor);
    }

    /** What any claim is good for. */
    record Terms(ClaimScope scope, int maxUses, Duration lifetime) {}

    Terms terms(Duration lifetime) {
        return new Terms(
                scope(),
                within("maxUses", maxUses, MAX_USES),
                Optional.ofNullable(ttl).map(TokenOrder::duration).orElse(lifetime));
    }

    private ClaimScope scope() {
        require((deviceId == null) != (pattern == null), "Give either deviceId or pattern.");
        var device = Optional.ofNullable(deviceId).map(TokenOrder::device);
        var ids = Optional.ofNullable(pattern).map(TokenOrder::pattern);
        return new ClaimScope(device, ids, new Networks(networks(networks)));
    }

    private static DeviceId device(String id) {
        return DeviceId.parse(id)
                .orElseThrow(() -> Problems.invalid("deviceId is not a device id."));
    }

    private static IdPattern pattern(String text) {
        return IdPattern.parse(text)
                .orElseThrow(() -> Problems.invalid("pattern is not a pattern of device ids."));
    }

    private static List<Network> networks(@Nullable List<String> texts) {
        var given = texts == null ? List.<String>of() : texts;
        require(given.size() <= MAX_NETWORKS, "There are at most 32 networks.");
        return given.stream()
                .map(text ->
                        Network.parse(text)
                                .orElseThrow(() ->
                                        Problems.invalid("networks has a CIDR that is none.")))
                .toList();
    }

    private static int within(String member, @Nullable Integer given, int most) {
        int value = given == null ? 1 : given;
        require(value >= 1 && value <= most, member + " is from 1 to " + most + ".");
        return value;
    }

    private static Duration duration(String text) {
        try {
            var wanted = Duration.parse(text);
            boolean fits = wanted.isPositive() && wanted.compareTo(LONGEST) <= 0;
            require(fits, "ttl is longer than nothing and at most 366 days.");
            return wanted;
        } catch (DateTimeException e) {
            throw Problems.invalid("ttl is a duration such as P7D.");
        }
    }

    private static void require(boolean kept, String rule) {
        if (!kept) {
            throw Problems.invalid(rule);
        }
    }
}
