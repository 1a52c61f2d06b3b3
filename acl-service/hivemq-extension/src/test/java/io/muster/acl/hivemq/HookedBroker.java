// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A broker with our extension and a hook that says what a test wants, for one test class each. */
abstract class HookedBroker {

    static FakeHook hook;
    static Installation broker;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        hook = FakeHook.start();
        broker =
                Installation.start(
                        directory,
                        Map.of("hook.url", hook.url().toString(), "hook.secret", FakeHook.SECRET));
    }

    @AfterAll
    static void stop() {
        broker.close();
        hook.close();
    }

    @BeforeEach
    void reset() {
        hook.reset();
    }
}
