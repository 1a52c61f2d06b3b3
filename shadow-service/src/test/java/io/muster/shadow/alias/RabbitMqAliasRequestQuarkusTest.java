// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** Over Debian's RabbitMQ, below {@code $aws}: case 46. */
@QuarkusTest
@TestProfile(AliasProfile.OnRabbitMq.class)
@Tag("interop")
class RabbitMqAliasRequestQuarkusTest extends AliasRequestContract {

    @BeforeAll
    static void requireRabbitMq() {
        RabbitMq.require();
    }
}
