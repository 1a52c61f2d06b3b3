// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.production;

import java.util.stream.Stream;

/**
 * What is asked of the settings before a service serves in production. Each bean of this type is
 * heard at the start, in every profile but {@code dev} and {@code test}.
 */
@FunctionalInterface
public interface ProductionRule {

    /** Everything that is wrong, so that nobody has to start again and again to find out. */
    Stream<Objection> objections(Settings settings);
}
