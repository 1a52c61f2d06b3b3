// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How generous enrollment is. */
@ConfigMapping(prefix = "muster.enrollment")
public interface EnrollmentConfig {

    /** How long a claim token may be used. */
    @WithDefault("24H")
    Duration tokenLifetime();

    /**
     * How many wrong secrets per minute one device id, and one address, may present before both
     * good and bad ones are refused. Tokens can't be guessed anyway; this keeps guessing cheap for
     * us.
     */
    @WithDefault("10")
    int failuresPerMinute();

    /**
     * How long a certificate is good beside its successor while the device is not seen with the new
     * one. A device that loses its new key in this time comes back with the old one.
     */
    @WithDefault("24H")
    Duration overlap();

    /** How many certificates a device may renew in ten minutes; a device in a loop needs none. */
    @WithDefault("10")
    int renewalsPerTenMinutes();

    /** How often a device that waits for a person should ask. */
    @WithDefault("30S")
    Duration approvalPoll();

    /** How many enrollments of a tenant may wait for a person; more are told to come back. */
    @WithDefault("1000")
    int maxPending();

    /** How many of them may be of one token or certificate, or from one address. */
    @WithDefault("20")
    int maxPendingOfOne();

    /**
     * How many requests without credentials one address may send in a minute, and how many of its
     * first enrollments may be refused before no more are looked at.
     */
    @WithDefault("120")
    int requestsPerMinute();

    /**
     * How many enrollments may wait for the processor; more are told to come back. At the default
     * the last one waits less than a second on one core.
     */
    @WithDefault("256")
    int waiting();
}
