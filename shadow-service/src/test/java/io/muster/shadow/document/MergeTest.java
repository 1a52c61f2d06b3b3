// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import static io.muster.shadow.document.ShadowFixtures.T1;
import static io.muster.shadow.document.ShadowFixtures.T2;
import static io.muster.shadow.document.ShadowFixtures.T3;
import static io.muster.shadow.document.ShadowFixtures.at;
import static io.muster.shadow.document.ShadowFixtures.document;
import static io.muster.shadow.document.ShadowFixtures.json;
import static io.muster.shadow.document.ShadowFixtures.section;
import static io.muster.shadow.document.ShadowFixtures.text;
import static io.muster.shadow.document.ShadowFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.LongNode;
import io.muster.shadow.json.JsonText;
import io.muster.testkit.CasesSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class MergeTest {

    record MergeCase(String before, String patch, String after) {}

    @ParameterizedTest(name = "{0}")
    @CasesSource("merge.yaml")
    void mergesAsTheTableSays(String name, MergeCase c) {
        var before = section(c.before());

        var after = before.patched(json(c.patch()), at(T2));

        assertThat(text(after.state())).isEqualTo(text(section(c.after()).state()));
        assertThat(after.size()).isEqualTo(JsonText.bytes(after.state()).length);
        assertThat(before).as("the section before is a value").isEqualTo(section(c.before()));
    }

    @Test
    void mentionedLeavesAreStampedEvenWhenEqual() {
        var after = section("{\"x\":1,\"y\":2}").patched(json("{\"x\":1}"), at(T2));

        assertThat(times(after)).isEqualTo(stamps("{'x':T2,'y':T1}"));
    }

    @Test
    void arraysAreStampedInTheirShape() {
        var after = section("{\"a\":[1,2,3]}").patched(json("{\"a\":[1,{\"b\":2},[],{}]}"), at(T2));

        assertThat(times(after)).isEqualTo(stamps("{'a':[T2,{'b':T2},[],{}]}"));
    }

    @Test
    void aChangeOfTypeReplacesTheStamps() {
        var scalar = section("{\"a\":{\"b\":1}}").patched(json("{\"a\":5}"), at(T2));
        var object = scalar.patched(json("{\"a\":{\"c\":1}}"), at(T3));

        assertThat(times(scalar)).isEqualTo(stamps("{'a':T2}"));
        assertThat(times(object)).isEqualTo(stamps("{'a':{'c':T3}}"));
    }

    @Test
    void aPropertyCalledTimestampIsNoMetadata() {
        var before = document(1, null, "{\"timestamp\":{\"timestamp\":5}}");

        var after = updated(before, "{\"state\":{\"reported\":{\"timestamp\":{\"x\":1}}}}", T2);

        assertThat(times(after.reported()))
                .isEqualTo(stamps("{'timestamp':{'timestamp':T1,'x':T2}}"));
    }

    @Test
    void nullStateRemovesBothSectionsAndKeepsTheShadow() {
        var after = updated(document(4, "{\"a\":1}", "{\"b\":1}"), "{\"state\":null}", T2);

        assertThat(after.version()).isEqualTo(5);
        assertThat(after.desired().isEmpty()).isTrue();
        assertThat(after.reported().isEmpty()).isTrue();
    }

    @Test
    void anEmptyStateChangesOnlyTheVersion() {
        var before = document(4, "{\"a\":1}", "{\"b\":1}");

        var after = updated(before, "{\"state\":{}}", T2);

        assertThat(after.version()).isEqualTo(5);
        assertThat(after.desired()).isEqualTo(before.desired());
        assertThat(after.reported()).isEqualTo(before.reported());
        assertThat(after.updatedAt()).isEqualTo(T2);
    }

    @Test
    void sectionsAreIndependent() {
        var before = document(4, "{\"a\":1}", "{\"a\":1}");

        var after = updated(before, "{\"state\":{\"desired\":null,\"reported\":{\"b\":2}}}", T2);

        assertThat(after.desired().isEmpty()).isTrue();
        assertThat(text(after.reported().state())).isEqualTo("{\"a\":1,\"b\":2}");
    }

    private static String stamps(String pattern) {
        return pattern.replace('\'', '"')
                .replace("T1", "" + T1.toEpochMilli())
                .replace("T2", "" + T2.toEpochMilli())
                .replace("T3", "" + T3.toEpochMilli());
    }

    private static String times(Section section) {
        return text(
                Stamps.rendered(
                        section.state(),
                        section.stamps(),
                        stamp -> LongNode.valueOf(stamp.millis())));
    }
}
