// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.command;

import io.muster.sandbox.home.MusterHome;
import io.muster.sandbox.net.LoopbackPort;
import io.muster.sandbox.net.Ports;
import java.io.PrintWriter;
import java.time.Duration;

/** What {@code up} ends with: where everything is, and what to try first. */
record Summary(MusterHome home, Ports ports) {

    private static final String HTTP = "http://" + LoopbackPort.HOST + ":";

    void print(PrintWriter out, String fleet, Duration took) {
        out.printf(
                """

                Muster is ready after %.1f s.

                  registry   %s%d   API at /q/swagger-ui, health at /q/health
                  EST        https://%s:%d
                  shadow     %s%d
                  ota        %s%d
                  acl        %s%d
                  issuer     %s%d   for development only
                  broker     mqtt://%s:%d   mqtts://%s:%d
                  database   %s:%d
                  fleet      %s
                  all of it  %s

                Try it:
                  TOKEN=$(./muster token admin)
                  curl -s -H "Authorization: Bearer $TOKEN" %s%d/api/v1/devices?limit=5
                  curl -s -H "Authorization: Bearer $TOKEN" %s%d/api/v1/devices/demo-0001/shadows/default

                """,
                took.toMillis() / 1000.0,
                HTTP,
                ports.registry(),
                LoopbackPort.HOST,
                ports.est(),
                HTTP,
                ports.shadow(),
                HTTP,
                ports.ota(),
                HTTP,
                ports.acl(),
                HTTP,
                ports.oidc(),
                LoopbackPort.HOST,
                ports.mqtt(),
                LoopbackPort.HOST,
                ports.mqtts(),
                LoopbackPort.HOST,
                ports.postgres(),
                fleet,
                home.shown(home.endpoints()),
                HTTP,
                ports.registry(),
                HTTP,
                ports.shadow());
        out.flush();
    }
}
