// SPDX-License-Identifier: Apache-2.0
package io.muster.testkit;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tests of the packaged service look at it from outside: nothing can be injected from another
 * process. They run with a package only, so that a test that they inherit could break them unseen.
 */
final class PackagedTests {

    private static final String INJECT = "jakarta.inject.Inject";

    private PackagedTests() {}

    /** Throws an AssertionError that lists every injected field below a service's package. */
    static void check(String base) {
        var tests =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                        .importPackages(base);
        var findings = tests.stream().flatMap(PackagedTests::findings).toList();
        if (!findings.isEmpty()) {
            throw new AssertionError(String.join("\n", findings));
        }
    }

    /** What a class has injected, though it tests a packaged service; its own and inherited. */
    static List<String> of(JavaClass test) {
        return findings(test).toList();
    }

    private static Stream<String> findings(JavaClass test) {
        return test.isAnnotatedWith(QuarkusIntegrationTest.class)
                ? test.getAllFields().stream()
                        .filter(field -> field.isAnnotatedWith(INJECT))
                        .map(field -> finding(test, field))
                : Stream.empty();
    }

    private static String finding(JavaClass test, JavaField field) {
        return "%s runs on another process, which %s can't be injected from"
                .formatted(test.getName(), field.getFullName());
    }
}
