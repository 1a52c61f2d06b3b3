// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over Debian's RabbitMQ, below {@code $aws}: case 46. */
@QuarkusTest
@TestProfile(AliasProfile.OnRabbitMq.class)
@Tag("interop")
class RabbitMqAliasTopicQuarkusTest extends AliasTopicContract {

    @BeforeAll
    static void requireRabbitMq() {
        RabbitMq.require();
    }

    /** Without a dot, of which RabbitMQ makes a slash: nobody is asked on such a topic. */
    @Override
    @ParameterizedTest
    @ValueSource(strings = {"name/default/", "name//"})
    void case41OtherNamesAreRefused(String name) {
        super.case41OtherNamesAreRefused(name);
    }
}
