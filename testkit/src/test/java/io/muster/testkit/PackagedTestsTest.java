// SPDX-License-Identifier: Apache-2.0
package io.muster.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackagedTestsTest {

    @Test
    void aTestOfThePackageInheritsNothingInjected() {
        assertThat(findings(OnThePackage.class))
                .singleElement()
                .asString()
                .contains("OnThePackage", "InTheService.bean");
    }

    @Test
    void aTestInsideTheServiceMayInject() {
        assertThat(findings(InTheService.class)).isEmpty();
    }

    private static List<String> findings(Class<?> test) {
        var classes = new ClassFileImporter().importClasses(InTheService.class, OnThePackage.class);
        return PackagedTests.of(classes.get(test));
    }

    private static class InTheService {
        @Inject Object bean;
    }

    @QuarkusIntegrationTest
    private static final class OnThePackage extends InTheService {}
}
