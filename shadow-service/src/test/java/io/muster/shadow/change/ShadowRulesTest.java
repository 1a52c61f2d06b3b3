// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.change;

import static io.muster.shadow.document.ShadowFixtures.T1;
import static io.muster.shadow.document.ShadowFixtures.T2;
import static io.muster.shadow.document.ShadowFixtures.document;
import static io.muster.shadow.document.ShadowFixtures.occasion;
import static io.muster.shadow.document.ShadowFixtures.request;
import static io.muster.shadow.document.ShadowFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.shadow.document.Absent;
import io.muster.shadow.document.Expectation;
import io.muster.shadow.document.Expectation.Existing;
import io.muster.shadow.document.Expectation.Tag;
import io.muster.shadow.document.Expectation.Version;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowLimits;
import io.muster.shadow.json.Pointer;
import io.muster.testkit.CasesSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class ShadowRulesTest {

    private static final Change NOTHING = Change.merge(request("{\"state\":{}}").patch());

    record VersionCase(long version, boolean deleted, String expect, Optional<Long> next) {

        Shadow shadow() {
            return deleted ? new Absent(version) : document(version, "{\"a\":1}", null);
        }

        Expectation expectation() {
            var words = expect.split(" ");
            return switch (words[0]) {
                case "none" -> Expectation.NONE;
                case "body" -> new Version(Long.parseLong(words[1]));
                default ->
                        words[1].equals("any") ? new Existing() : new Tag(Long.parseLong(words[1]));
            };
        }
    }

    @ParameterizedTest(name = "{0}")
    @CasesSource("expectations.yaml")
    void versionsAreAcceptedAsTheTableSays(String name, VersionCase c) {
        var outcome = apply(c.shadow(), NOTHING, c.expectation());

        if (c.next().isPresent()) {
            assertThat(((Outcome.Applied) outcome).after().version()).isEqualTo(c.next().get());
        } else {
            assertThat(outcome).isEqualTo(new Outcome.Conflict(c.expectation(), c.version()));
        }
    }

    @Test
    void deletingUsesUpAVersionOfItsOwn() {
        var outcome = apply(document(4, "{\"a\":1}", null), new Change.Erase(), Expectation.NONE);

        assertThat(outcome).isEqualTo(new Outcome.Erased(4, new Absent(5)));
    }

    @Test
    void deletingNothingIsMissing() {
        assertThat(apply(Absent.NEVER, new Change.Erase(), Expectation.NONE))
                .isEqualTo(new Outcome.Missing());
        assertThat(apply(new Absent(5), new Change.Erase(), Expectation.NONE))
                .isEqualTo(new Outcome.Missing());
    }

    @Test
    void aTagOnNothingIsAConflictEvenWhenDeleting() {
        assertThat(apply(new Absent(5), new Change.Erase(), new Existing()))
                .isEqualTo(new Outcome.Conflict(new Existing(), 5));
    }

    @Test
    void creationAfterADeleteIsANewDocument() {
        var created = updated(new Absent(5), "{\"state\":{\"reported\":{\"a\":1}}}", T2);

        assertThat(created.createdAt()).isEqualTo(T2);
        assertThat(created.desired().isEmpty()).isTrue();
    }

    @Test
    void theSizeOfTheResultCounts() {
        var limits = new ShadowLimits(1000, 30, 8, 256, true);
        var full = document(1, "{\"a\":\"1234567\"}", "{\"b\":\"12345\"}");
        assertThat(limits.bytes(full)).isEqualTo(28);

        assertThat(merged(full, "{\"state\":{\"reported\":{\"b\":\"1234567\"}}}", limits))
                .isInstanceOf(Outcome.Applied.class);
        assertThat(merged(full, "{\"state\":{\"reported\":{\"b\":\"12345678\"}}}", limits))
                .isEqualTo(
                        new Outcome.TooLarge(
                                31,
                                List.of(
                                        new SubtreeSize(at("/reported/b"), 14),
                                        new SubtreeSize(at("/desired/a"), 13))));
    }

    @Test
    void theSizeIsThatOfMinimalEscapesInUtf8() {
        var document = document(1, "{\"a\":\"\\u0041\\/\\u00e9\\ud83d\\ude00\\u0001\"}", null);

        assertThat(ShadowLimits.NATIVE.bytes(document))
                .isEqualTo("{\"a\":\"A/\"}".length() + 2 + 4 + 6);
    }

    @Test
    void aDocumentBeyondTheLimitMayShrinkButNotGrow() {
        var limits = new ShadowLimits(1000, 10, 8, 256, true);
        var large = document(1, "{\"a\":\"12345678\"}", null);

        assertThat(merged(large, "{\"state\":{\"desired\":{\"a\":\"1234567\"}}}", limits))
                .isInstanceOf(Outcome.Applied.class);
        assertThat(merged(large, "{\"state\":{\"desired\":{\"a\":\"123456789\"}}}", limits))
                .isInstanceOf(Outcome.TooLarge.class);
    }

    private static Pointer at(String place) {
        return Pointer.parse(place).orElseThrow();
    }

    private static Outcome merged(Shadow shadow, String request, ShadowLimits limits) {
        var change = Change.merge(request(request).patch());
        return ShadowRules.apply(shadow, change, Expectation.NONE, new Occasion(T1, "", limits));
    }

    private static Outcome apply(Shadow shadow, Change change, Expectation expected) {
        return ShadowRules.apply(shadow, change, expected, occasion(T1));
    }
}
