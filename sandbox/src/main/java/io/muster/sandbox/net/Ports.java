// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.net;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ports of a sandbox, all on 127.0.0.1.
 *
 * @param est registry-service's EST listener
 * @param mqtt the broker's plain listener, for services and clients with a token
 * @param mqtts the broker's TLS listener, for devices
 * @param control where acl-service tells the broker to end a session
 */
public record Ports(
        int registry,
        int est,
        int shadow,
        int ota,
        int acl,
        int oidc,
        int mqtt,
        int mqtts,
        int control,
        int postgres) {

    /** The ports of the documentation. */
    public static final Ports STANDARD =
            new Ports(8081, 8443, 8082, 8083, 8084, 8090, 1883, 8883, 8091, 15432);

    /** Ports that were free a moment ago, for a sandbox beside another one. */
    public static Ports free() {
        return new Ports(
                LoopbackPort.free(),
                LoopbackPort.free(),
                LoopbackPort.free(),
                LoopbackPort.free(),
                LoopbackPort.free(),
                LoopbackPort.free(),
                LoopbackPort.free(),
                LoopbackPort.free(),
                LoopbackPort.free(),
                LoopbackPort.free());
    }

    /**
     * Every port by its name, which with {@code --} before and {@code -port} behind is the option
     * that changes it.
     */
    public Map<String, Integer> byName() {
        var ports = new LinkedHashMap<String, Integer>();
        ports.put("registry", registry);
        ports.put("est", est);
        ports.put("shadow", shadow);
        ports.put("ota", ota);
        ports.put("acl", acl);
        ports.put("oidc", oidc);
        ports.put("mqtt", mqtt);
        ports.put("mqtts", mqtts);
        ports.put("control", control);
        ports.put("postgres", postgres);
        return ports;
    }
}
