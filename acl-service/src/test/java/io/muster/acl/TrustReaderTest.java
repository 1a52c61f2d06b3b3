// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.acl.certificate.NamePlace;
import io.muster.acl.certificate.NameRule;
import io.muster.acl.certificate.Trust;
import io.muster.acl.certificate.TrustFiles;
import io.muster.platform.topic.TenantId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustReaderTest {

    private final TestAuthority old = new TestAuthority("Old");
    private final TestAuthority next = new TestAuthority("Next one");
    private final Trust trust = new Trust();

    @TempDir private Path directory;
    private Path bundle;
    private TrustReader reader;

    @BeforeEach
    void reader() {
        bundle = directory.resolve("bundle.pem");
        var rule = new NameRule(NamePlace.CN, "");
        var files = new TrustFiles(new TenantId("acme"), rule, bundle, null, Set.of());
        reader = new TrustReader(List.of(files), trust);
    }

    private boolean trusted(TestAuthority authority) {
        var issued = authority.issue(TestAuthority.device("acme", "dev-1"));
        return trust.check(issued.der(), Instant.now()).isPresent();
    }

    @Test
    void aChangedFileIsReadAgain() throws Exception {
        Files.writeString(bundle, old.pem());
        reader.start();
        assertThat(trusted(old)).isTrue();

        Files.writeString(bundle, old.pem() + next.pem());
        reader.refresh();

        assertThat(trusted(old)).isTrue();
        assertThat(trusted(next)).isTrue();

        Files.writeString(bundle, next.pem());
        reader.refresh();

        assertThat(trusted(old)).isFalse();
    }

    @Test
    void aFileThatBreaksChangesNothing() throws Exception {
        Files.writeString(bundle, old.pem());
        reader.start();

        Files.writeString(bundle, "-----BEGIN CERTIFICATE-----\nnonsense\n");
        reader.refresh();
        assertThat(trusted(old)).isTrue();

        Files.delete(bundle);
        reader.refresh();
        assertThat(trusted(old)).isTrue();
    }

    @Test
    void whatCanNotBeReadAtTheStartIsAnError() throws Exception {
        assertThatThrownBy(reader::start).isInstanceOf(IllegalStateException.class);
        for (var text : List.of("", "nonsense", device())) {
            Files.writeString(bundle, text);
            assertThatThrownBy(reader::start).isInstanceOf(IllegalStateException.class);
        }
    }

    private String device() {
        return "-----BEGIN CERTIFICATE-----\n"
                + old.issue(TestAuthority.device("acme", "dev-1")).base64()
                + "\n-----END CERTIFICATE-----\n";
    }
}
