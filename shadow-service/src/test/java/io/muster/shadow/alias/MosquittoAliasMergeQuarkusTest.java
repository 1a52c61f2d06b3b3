// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** Over Debian's mosquitto, below {@code $aws}. */
@QuarkusTest
@TestProfile(AliasProfile.OnMosquitto.class)
@Tag("interop")
class MosquittoAliasMergeQuarkusTest extends AliasMergeContract {

    @BeforeAll
    static void requireMosquitto() {
        Mosquitto.require();
    }
}
