// SPDX-License-Identifier: Apache-2.0
package io.muster.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.muster.testkit.layers.bad.Impure;
import io.muster.testkit.layers.good.Pure;
import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class LayeringRulesTest {

    private static final LayeringRules RULES =
            LayeringRules.of("io.muster.testkit.layers").domain("good", "bad");

    @Test
    void plainJavaIsFineInADomain() {
        assertThatCode(() -> RULES.check(imported(Pure.class))).doesNotThrowAnyException();
    }

    @Test
    void sqlInADomainIsNamedWithItsClass() {
        assertThatThrownBy(() -> RULES.check(imported(Impure.class)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Impure")
                .hasMessageContaining("java.sql");
    }

    @Test
    void whatLivesInAConstantIsNamed() {
        assertThatThrownBy(() -> RULES.check(imported(Carried.class)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ANSWER")
                .hasMessageContaining("RANDOM");
        assertThatCode(() -> RULES.check(imported(Answer.class))).doesNotThrowAnyException();
    }

    private record Answer(int status, Buffer body) {}

    private static final class Carried {

        static final Answer ANSWER = new Answer(404, Buffer.buffer());
        static final SecureRandom RANDOM = new SecureRandom();

        private Carried() {}
    }

    private static JavaClasses imported(Class<?> type) {
        return new ClassFileImporter().importClasses(type);
    }
}
