// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.profile;

import io.muster.platform.problem.Problems;
import io.muster.registry.device.DeviceDraft;
import io.muster.registry.enrollment.profile.ProfileRules.Entry;
import io.muster.registry.enrollment.profile.ProfileRules.Est;
import io.muster.registry.enrollment.profile.ProfileRules.Limits;
import io.muster.registry.identity.Fingerprint;
import io.muster.registry.identity.GroupPath;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads rules from a document, with the default's for what it leaves out. */
final class ProfileReader {

    private static final ProfileRules DEFAULT = ProfileRules.DEFAULT;
    private static final Duration SHORTEST = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofDays(20 * 365);
    private static final Duration LONGEST_GRACE = Duration.ofDays(365);
    private static final int MAX_GROUPS = 20;
    private static final int MAX_TYPE = 64;
    private static final int MAX_ISSUERS = 100;
    private static final int MIN_BITS = 2048;
    private static final int MAX_BITS = 8192;

    private final ProfileDocument document;

    ProfileReader(ProfileDocument document) {
        this.document = document;
    }

    ProfileRules rules() {
        return new ProfileRules(
                or(document.mode(), DEFAULT.mode()),
                or(document.approval(), DEFAULT.approval()),
                or(document.createIfMissing(), DEFAULT.createIfMissing()),
                keys(),
                or(document.subjectPolicy(), DEFAULT.subject()),
                limits(),
                duration("renewGrace", document.renewGrace(), Duration.ZERO, LONGEST_GRACE)
                        .orElse(DEFAULT.renewGrace()),
                entry(),
                new Est(
                        or(document.wire(), DEFAULT.est().wire()),
                        or(document.popLinking(), DEFAULT.est().popLinking()),
                        or(document.csrAttributes(), DEFAULT.est().csrAttributes())),
                newDevices());
    }

    private NewDevices newDevices() {
        var paths = or(document.groups(), List.<String>of());
        var groups = paths.stream().flatMap(path -> GroupPath.parse(path).stream()).toList();
        require(
                groups.size() == paths.size() && groups.size() <= MAX_GROUPS,
                "groups",
                "has at most 20 paths of groups such as /site1/floor2");
        var type = or(document.typeId(), "");
        require(type.length() <= MAX_TYPE && type.indexOf(0) < 0, "typeId", "is no id of a type");
        try {
            var draft = new DeviceDraft(null, document.typeId(), null, document.tags(), null);
            return new NewDevices(draft.description(), groups);
        } catch (IllegalArgumentException unfit) {
            throw Problems.invalid("tags are at most 50, of 1 to 64 characters.");
        }
    }

    private static <T> T or(@Nullable T given, T fallback) {
        return given == null ? fallback : given;
    }

    private KeyPolicy keys() {
        var kinds = or(document.keys(), KeyPolicy.ANY.kinds());
        boolean distinct = !kinds.isEmpty() && EnumSet.copyOf(kinds).size() == kinds.size();
        require(distinct, "keys", "names at least one kind, and none twice");
        int bits = or(document.rsaMinBits(), KeyPolicy.ANY.rsaMinBits());
        require(bits >= MIN_BITS && bits <= MAX_BITS, "rsaMinBits", "is 2048 to 8192");
        return new KeyPolicy(kinds, bits);
    }

    private Limits limits() {
        var most = Optional.ofNullable(document.maxEnrollments());
        require(most.orElse(1L) > 0, "maxEnrollments", "is at least 1");
        return new Limits(
                duration("validity", document.validity(), SHORTEST, LONGEST),
                most,
                Optional.ofNullable(document.notAfter()));
    }

    private Entry entry() {
        var template = Optional.ofNullable(document.deviceIdTemplate());
        var known = template.flatMap(IdTemplate::parse);
        require(
                known.isPresent() == template.isPresent(),
                "deviceIdTemplate",
                "is made of {cert.cn}, {cert.serial}, {cert.serialNumber}, {csr.cn} and {param.NAME}");
        boolean claim = document.mode() == EnrollmentMode.CLAIM_CERTIFICATE;
        require(
                known.filter(it -> claim ? it.asksCertificate() : it.asksParameters()).isEmpty(),
                "deviceIdTemplate",
                "asks for what there is not in this mode");
        return new Entry(known, issuers(), or(document.reenrollAsEnroll(), false));
    }

    private Set<Fingerprint> issuers() {
        var ids = or(document.issuers(), List.<String>of());
        var known = ids.stream().flatMap(id -> Fingerprint.parse(id).stream()).toList();
        require(
                known.size() == ids.size() && ids.size() <= MAX_ISSUERS,
                "issuers",
                "has at most 100 ids of issuers");
        return Set.copyOf(known);
    }

    private static Optional<Duration> duration(
            String member, @Nullable String text, Duration least, Duration most) {
        try {
            var given = Optional.ofNullable(text).map(Duration::parse);
            boolean fits =
                    given.filter(wanted ->
                                    wanted.compareTo(least) < 0 || wanted.compareTo(most) > 0)
                            .isEmpty();
            require(fits, member, "is from " + least + " to " + most);
            return given;
        } catch (DateTimeException e) {
            throw Problems.invalid(member + " is a duration such as P30D.");
        }
    }

    private static void require(boolean kept, String member, String rule) {
        if (!kept) {
            throw Problems.invalid(member + " " + rule + ".");
        }
    }
}
