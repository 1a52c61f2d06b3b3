// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import static io.muster.shadow.document.ShadowFixtures.T1;
import static io.muster.shadow.document.ShadowFixtures.T2;
import static io.muster.shadow.document.ShadowFixtures.document;
import static io.muster.shadow.document.ShadowFixtures.section;
import static io.muster.shadow.document.ShadowFixtures.text;
import static io.muster.shadow.document.ShadowFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.LongNode;
import io.muster.shadow.json.JsonText;
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
        assertThat(delta.size()).isEqualTo(JsonText.bytes(delta.state()).length);
        assertThat(Delta.none(section(c.desired()), section(c.reported())))
                .isEqualTo(delta.isEmpty());
    }

    @Test
    void carriesTheStampsOfTheDesiredMembers() {
        var before = document(1, "{\"a\":1,\"b\":{\"c\":1,\"d\":1}}", "{\"b\":{\"d\":1}}");
        var after = updated(before, "{\"state\":{\"desired\":{\"b\":{\"c\":2}}}}", T2);

        assertThat(
                        text(
                                Stamps.rendered(
                                        after.delta().state(),
                                        after.delta().stamps(),
                                        stamp -> LongNode.valueOf(stamp.millis()))))
                .isEqualTo(
                        "{\"a\":%d,\"b\":{\"c\":%d}}"
                                .formatted(T1.toEpochMilli(), T2.toEpochMilli()));
    }
}
