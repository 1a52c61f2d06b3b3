// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import static io.muster.registry.bulk.Imports.CSV;
import static io.muster.registry.bulk.Imports.NDJSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.muster.registry.Api;
import io.muster.testkit.TestTokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Files of somebody who means no good, or whose program is broken. */
@QuarkusTest
class HostileFileQuarkusTest {

    private static final int MEBIBYTE = 1 << 20;

    @TestHTTPResource("/api/v1/imports")
    URI imports;

    @Test
    void aLineOfAGigabyteIsCutOffAtItsBeginning() throws IOException {
        var tenant = Imports.tenant();
        long before = used();
        int sent = 0;
        try (var socket = new Socket(imports.getHost(), imports.getPort())) {
            var out = new BufferedOutputStream(socket.getOutputStream());
            out.write(head(tenant).getBytes(StandardCharsets.US_ASCII));
            var piece = "100000\r\n" + "x".repeat(MEBIBYTE) + "\r\n";
            var bytes = piece.getBytes(StandardCharsets.US_ASCII);
            try {
                for (; sent < 1_024; sent++) {
                    out.write(bytes);
                    out.flush();
                    if (socket.getInputStream().available() > 0) {
                        break;
                    }
                }
                assertThat(status(socket.getInputStream())).contains(" 422 ");
            } catch (SocketException closed) {
                // As good: nobody reads the rest.
            }
        }
        assertThat(sent).isLessThan(200);
        assertThat(used() - before).isLessThan(200L * MEBIBYTE);
        assertThat(jobs(tenant)).isZero();
    }

    private String head(String tenant) {
        return "POST /api/v1/imports HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + TestTokens.of("operator@" + tenant)
                + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n";
    }

    private static String status(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int one = in.read(); one >= 0 && one != '\n'; one = in.read()) {
            line.append((char) one);
        }
        return line.toString();
    }

    private static long used() {
        var runtime = Runtime.getRuntime();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void whatCantBeReadIsRefusedWholeAndLeavesNothing() {
        var tenant = Imports.tenant();
        var binary = new byte[10_000];
        new Random(7).nextBytes(binary);
        refuse(tenant, CSV, binary);
        refuse(tenant, NDJSON, binary);
        refuse(tenant, CSV, "id\ndéjà".getBytes(StandardCharsets.ISO_8859_1));
        refuse(tenant, CSV, "id\na\n".getBytes(StandardCharsets.UTF_16LE));
        refuse(tenant, NDJSON, "{\"id\":\"a\0b\"}".getBytes(StandardCharsets.UTF_8));
        refuse(tenant, CSV, "id,displayName,id\na,b,c".getBytes(StandardCharsets.UTF_8));
        refuse(tenant, CSV, "".getBytes(StandardCharsets.UTF_8));
        refuse(tenant, CSV, columns(1_000).getBytes(StandardCharsets.UTF_8));
        refuse(tenant, NDJSON, (Imports.lines(5_000) + "\n\0").getBytes(StandardCharsets.UTF_8));

        assertThat(jobs(tenant)).isZero();
        assertThat(Imports.devices(tenant)).isZero();
    }

    private static String columns(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "attributes.a" + i)
                .collect(Collectors.joining(",", "id,", "\n"));
    }

    private static void refuse(String tenant, String type, byte[] file) {
        Imports.send(tenant, "create", type, file, null)
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:muster:problem:file-unreadable"));
    }

    private static int jobs(String tenant) {
        return Api.as("viewer@" + tenant).get("/api/v1/imports").jsonPath().getList("items").size();
    }

    @Test
    void rowsThatAreNoneFailByThemselves() {
        var tenant = Imports.tenant();
        var csv = "id,displayName\na,\"open\nb\nid,displayName\nc,1,2\nd,good\n";
        // The open quote takes the file's rest with it, one row.
        assertThat(Imports.done(tenant, "create", CSV, csv).getInt("rows.failed")).isEqualTo(1);

        var again = Imports.done(tenant, "create", CSV, csv.replace("\"open", "fine"));
        assertThat(
                        Imports.rows(tenant, again.getString("id"), "result=FAILED")
                                .getList("items.code"))
                .containsExactly("header-again", "row-malformed");
        assertThat(again.getInt("rows.created")).isEqualTo(3);

        var deep = "[".repeat(2_000);
        var lines =
                "nonsense\n[]\n{\"id\":1}\n{\"id\":\"x\",\"id\":\"y\"}\n{\"id\":\"x\",\"attributes\":"
                        + deep
                        + "\n{\"id\":\"x\",\"displayName\":\"\\u0000\"}\n{\"id\":\"x\",\"secret\":1}\n{\"id\":\"a/+/#\"}\n{\"id\":\"fine\"}";
        var done = Imports.done(tenant, "create", NDJSON, lines);
        assertThat(done.getInt("rows.failed")).isEqualTo(7);
        assertThat(done.getInt("rows.created")).isEqualTo(2);
    }

    @Test
    void onlyTheTwoFormatsAreRead() {
        var tenant = Imports.tenant();
        Imports.send(tenant, "create", "application/zip", "PK", null).then().statusCode(415);
        Imports.send(tenant, "delete", CSV, "id\n", null).then().statusCode(400);
        Imports.send(tenant, "create", CSV, "id\na\n", "a key").then().statusCode(400);
    }
}
