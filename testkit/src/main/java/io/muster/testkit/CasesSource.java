// SPDX-License-Identifier: Apache-2.0
package io.muster.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Feeds a parameterized test from a table of behaviour: a YAML file {@code cases/…} on the test's
 * class path whose root maps the name of each case to its content. The test takes the name and the
 * case, which Jackson binds to the type of the second parameter (a record, or {@code JsonNode}):
 *
 * <pre>{@code
 * @ParameterizedTest(name = "{0}")
 * @CasesSource("topic-filters.yaml")
 * void matches(String name, FilterCase c) { … }
 * }</pre>
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ArgumentsSource(CasesProvider.class)
public @interface CasesSource {

    /** The file's name below {@code cases/}. */
    String value();
}
