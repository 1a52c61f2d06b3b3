// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import static io.muster.shadow.document.ShadowFixtures.T1;
import static io.muster.shadow.document.ShadowFixtures.T2;
import static io.muster.shadow.document.ShadowFixtures.document;
import static io.muster.shadow.document.ShadowFixtures.section;
import static io.muster.shadow.document.ShadowFixtures.text;
import static io.muster.shadow.document.ShadowFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.testkit.CasesSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class DeltaTest {

    record DeltaCase(String desired, String reported, String delta) {}

    @ParameterizedTest(name = "{0}")
    @CasesSource("delta.yaml")
    void showsWhatTheTableSays(String name, DeltaCase c) {
        var delta = Delta.between(section(c.desired()), section(c.reported()));

        assertThat(text(delta.state())).isEqualTo(text(section(c.delta()).state()));
    }

    @Test
    void carriesTheStampsOfTheDesiredMembers() {
        var before = document(1, "{\"a\":1,\"b\":{\"c\":1,\"d\":1}}", "{\"b\":{\"d\":1}}");
        var after = updated(before, "{\"state\":{\"desired\":{\"b\":{\"c\":2}}}}", T2);

        assertThat(text(after.delta().stamps()))
                .isEqualTo(
                        "{\"a\":%d,\"b\":{\"c\":%d}}"
                                .formatted(T1.toEpochMilli(), T2.toEpochMilli()));
    }
}
