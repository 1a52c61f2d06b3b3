// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.command;

import io.muster.sandbox.net.Ports;
import picocli.CommandLine.Option;

/** One option for each port; their names are those in {@link Ports#byName}. */
public final class PortOptions {

    @Option(names = "--registry-port", paramLabel = "PORT", defaultValue = "8081")
    private int registry;

    @Option(names = "--est-port", paramLabel = "PORT", defaultValue = "8443")
    private int est;

    @Option(names = "--shadow-port", paramLabel = "PORT", defaultValue = "8082")
    private int shadow;

    @Option(names = "--ota-port", paramLabel = "PORT", defaultValue = "8083")
    private int ota;

    @Option(names = "--acl-port", paramLabel = "PORT", defaultValue = "8084")
    private int acl;

    @Option(names = "--oidc-port", paramLabel = "PORT", defaultValue = "8090")
    private int oidc;

    @Option(names = "--mqtt-port", paramLabel = "PORT", defaultValue = "1883")
    private int mqtt;

    @Option(names = "--mqtts-port", paramLabel = "PORT", defaultValue = "8883")
    private int mqtts;

    @Option(names = "--control-port", paramLabel = "PORT", defaultValue = "8091")
    private int control;

    @Option(names = "--postgres-port", paramLabel = "PORT", defaultValue = "15432")
    private int postgres;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "0",
            description = "Adds N to every port, for a second sandbox beside the first.")
    private int offset;

    /** The ports as the options say. */
    public Ports ports() {
        return new Ports(
                registry + offset,
                est + offset,
                shadow + offset,
                ota + offset,
                acl + offset,
                oidc + offset,
                mqtt + offset,
                mqtts + offset,
                control + offset,
                postgres + offset);
    }
}
