// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.home;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Random secrets of one sandbox, made at its first start and kept with it. They are in a file that
 * only its owner may read.
 *
 * @param hook proves broker and acl-service to each other
 * @param ca protects the key store of the issuing CA
 * @param keyStore protects the sandbox's other key stores
 * @param download signs links to artifacts
 * @param services proves a service to the issuer
 * @param users the password of all development users
 * @param database the password of the services' database roles
 * @param superuser the password of the database's superuser
 */
public record Secrets(
        String hook,
        String ca,
        String keyStore,
        String download,
        String services,
        String users,
        String database,
        String superuser) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECRET_BYTES = 32;

    /** The secrets of a sandbox, made now when it has none. */
    public static Secrets ensure(MusterHome home) throws IOException {
        var file = home.directory().resolve("secrets.json");
        if (Files.exists(file)) {
            return JSON.readValue(file.toFile(), Secrets.class);
        }
        var secrets = random(new SecureRandom());
        PrivateFiles.write(file, JSON.writeValueAsBytes(secrets));
        return secrets;
    }

    private static Secrets random(SecureRandom random) {
        return new Secrets(
                secret(random),
                secret(random),
                secret(random),
                secret(random),
                secret(random),
                secret(random),
                secret(random),
                secret(random));
    }

    private static String secret(SecureRandom random) {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "Secrets";
    }
}
