// SPDX-License-Identifier: Apache-2.0
package io.muster.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The layout that every service keeps: its domain knows nothing of the world outside, its features
 * form no cycle, no service knows another, no source file outgrows a reader, no constant is
 * something that a native executable can't carry, and tests of the packaged service have nothing
 * injected. A service's test says which packages are its domain:
 *
 * <pre>{@code
 * @Test
 * void layering() {
 *     LayeringRules.of("io.muster.shadow").domain("document").check();
 * }
 * }</pre>
 *
 * @param base the service's package
 * @param domain the feature packages below it that are pure
 */
public record LayeringRules(String base, List<String> domain) {

    private static final List<String> SERVICES =
            List.of("io.muster.registry", "io.muster.shadow", "io.muster.ota", "io.muster.acl");

    /** Buffers of the network, random generators and threads belong to one running process. */
    private static final Set<String> ALIVE =
            Set.of(
                    "io.vertx.core.buffer.Buffer",
                    "io.vertx.mutiny.core.buffer.Buffer",
                    "java.util.Random",
                    "java.lang.Thread");

    /** What a domain package must not know; the JDK's own SQL and network packages too. */
    private static final String[] OUTSIDE = {
        "io.quarkus..",
        "io.quarkiverse..",
        "io.vertx..",
        "io.netty..",
        "io.smallrye..",
        "com.hivemq..",
        "jakarta.ws.rs..",
        "jakarta.enterprise..",
        "jakarta.inject..",
        "jakarta.persistence..",
        "jakarta.transaction..",
        "org.eclipse.microprofile..",
        "org.hibernate..",
        "org.postgresql..",
        "java.sql..",
        "javax.sql..",
        "java.net.http.."
    };

    /** The packages cannot change after the creation. */
    public LayeringRules {
        domain = List.copyOf(domain);
    }

    /** The rules for a service, whose package is for example {@code io.muster.shadow}. */
    public static LayeringRules of(String base) {
        return new LayeringRules(base, List.of());
    }

    /**
     * The same rules with these feature packages, named relative to the service's, as the domain.
     */
    public LayeringRules domain(String... packages) {
        return new LayeringRules(base, List.of(packages));
    }

    /** Throws an AssertionError that lists every class that breaks a rule. */
    public void check() {
        var classes =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(base);
        check(classes);
        SourceSizes.check();
        PackagedTests.check(base);
    }

    void check(JavaClasses classes) {
        CompositeArchRule.of(pureDomain())
                .and(separateServices())
                .and(featuresWithoutCycles())
                .and(nothingAliveInAConstant())
                .check(classes);
    }

    private ArchRule pureDomain() {
        return noClasses()
                .that()
                .resideInAnyPackage(packages(domain.stream()))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(OUTSIDE)
                .because("the domain is plain Java, to be tested and read without a framework")
                .allowEmptyShould(true);
    }

    private ArchRule separateServices() {
        var others = SERVICES.stream().filter(service -> !service.equals(base));
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others.map(other -> other + "..").toArray(String[]::new))
                .because("services meet at OpenAPI, channels and events only")
                .allowEmptyShould(true);
    }

    private ArchRule featuresWithoutCycles() {
        return slices().matching(base + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true);
    }

    /** A native executable can't carry one, and its builder says so after ten minutes only. */
    private static ArchRule nothingAliveInAConstant() {
        return noFields()
                .that(describe("hold what lives", LayeringRules::holdsWhatLives))
                .should()
                .beStatic()
                .because("constants are made when a native executable is built")
                .allowEmptyShould(true);
    }

    private static boolean holdsWhatLives(JavaField field) {
        var type = field.getRawType();
        return isAlive(type)
                || type.getFields().stream()
                        .filter(part -> !part.getModifiers().contains(JavaModifier.STATIC))
                        .anyMatch(part -> isAlive(part.getRawType()));
    }

    private static boolean isAlive(JavaClass type) {
        return ALIVE.stream().anyMatch(type::isAssignableTo);
    }

    private String[] packages(Stream<String> features) {
        return features.map(feature -> base + "." + feature + "..").toArray(String[]::new);
    }
}
