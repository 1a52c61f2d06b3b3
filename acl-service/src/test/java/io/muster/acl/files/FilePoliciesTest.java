// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.book.PolicyBook;
import io.muster.acl.book.PolicyCompiler;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.policy.Policies;
import io.muster.acl.policy.Wall;
import io.muster.platform.topic.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePoliciesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir private Path folder;

    private final PolicyCompiler compiler = new PolicyCompiler(List.of(), Wall.NONE);
    private final PolicyBook book = new PolicyBook(compiler.builtIn());
    private long edits;

    private FilePolicies policies(Path path) {
        return new FilePolicies(path, compiler, book);
    }

    /** Each edit is seen to be one, however coarse the clock of the file system is. */
    private Path write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.writeString(file, text.replace('\'', '"'));
        Files.setLastModifiedTime(file, FileTime.from(NOW.plusSeconds(++edits)));
        return file;
    }

    private static String allowing(String id, String topic) {
        return "{'version':1,'id':'%s','rules':[{'id':'r','effect':'allow','actions':['publish'],'resource':'%s'}]}"
                .formatted(id, topic);
    }

    private boolean mayPublish(String tenant, String topic) {
        return book.of(new TenantId(tenant))
                .decide(Policies.device(tenant, "dev-1"), new Publish(topic, Retain.NO, 1), NOW)
                .allowed();
    }

    @Test
    void allDocumentsOfAFolderHold() throws IOException {
        write("one.json", allowing("one", "a"));
        write("two.json", allowing("two", "b"));
        write("notes.txt", "not a policy");
        write(".hidden.json", "not a policy");

        policies(folder).look();

        assertThat(mayPublish("default", "a")).isTrue();
        assertThat(mayPublish("default", "b")).isTrue();
        assertThat(mayPublish("default", "c")).isFalse();
    }

    @Test
    void aDocumentMayStandAlone() throws IOException {
        policies(write("one.json", allowing("one", "a"))).look();

        assertThat(mayPublish("default", "a")).isTrue();
    }

    @Test
    void aDocumentNamesItsTenant() throws IOException {
        write("one.json", allowing("one", "a").replace("'id':'one'", "'id':'one','tenant':'acme'"));

        policies(folder).look();

        assertThat(mayPublish("acme", "a")).isTrue();
        assertThat(mayPublish("default", "a")).isFalse();
    }

    @Test
    void whatChangesIsReadAgain() throws IOException {
        var policies = policies(folder);
        var file = write("one.json", allowing("one", "a"));
        policies.look();

        write("one.json", allowing("one", "b"));
        policies.look();

        assertThat(mayPublish("default", "a")).isFalse();
        assertThat(mayPublish("default", "b")).isTrue();

        Files.delete(file);
        policies.look();
        assertThat(mayPublish("default", "b")).isFalse();
    }

    @Test
    void oneBadFileKeepsEverythingAsItWas() throws IOException {
        var policies = policies(folder);
        write("one.json", allowing("one", "a"));
        policies.look();

        write("one.json", allowing("one", "b"));
        write("two.json", "{'version':1,'id':'two','rules':[{'id':'r','effect':'permit'}]}");
        policies.look();

        assertThat(mayPublish("default", "a")).isTrue();
        assertThat(mayPublish("default", "b")).isFalse();
        assertThat(book.faulty()).containsExactly(folder.toString());

        write("two.json", allowing("two", "c"));
        policies.look();
        assertThat(mayPublish("default", "b")).isTrue();
        assertThat(mayPublish("default", "c")).isTrue();
        assertThat(book.faulty()).isEmpty();
    }

    @Test
    void aBadFileAtTheStartDeniesEverything() throws IOException {
        write("one.json", allowing("one", "a"));
        write("two.json", "{");
        var policies = policies(folder);

        policies.look();

        assertThat(book.loaded()).isFalse();
        assertThat(mayPublish("default", "a")).isFalse();

        Files.delete(folder.resolve("two.json"));
        policies.look();
        assertThat(book.loaded()).isTrue();
        assertThat(mayPublish("default", "a")).isTrue();
    }

    @Test
    void aFolderThatIsNotThereDeniesEverythingUntilItIs() throws IOException {
        var missing = folder.resolve("policies");
        var policies = policies(missing);

        policies.look();
        assertThat(book.loaded()).isFalse();

        Files.createDirectory(missing);
        policies.look();
        assertThat(book.loaded()).isTrue();
    }

    @Test
    void aFolderThatGoesAwayLeavesWhatIsInForce() throws IOException {
        var sub = Files.createDirectory(folder.resolve("policies"));
        write("policies/one.json", allowing("one", "a"));
        var policies = policies(sub);
        policies.look();

        Files.delete(sub.resolve("one.json"));
        Files.delete(sub);
        policies.look();

        assertThat(mayPublish("default", "a")).isTrue();
        assertThat(book.faulty()).isNotEmpty();
    }

    @Test
    void twoDocumentsOfOneIdAreAMistake() throws IOException {
        write("one.json", allowing("same", "a"));
        write("two.json", allowing("same", "b"));

        policies(folder).look();

        assertThat(book.loaded()).isFalse();
    }

    @Test
    void aFileThatIsTooLargeIsAMistake() throws IOException {
        write("one.json", allowing("one", "a") + " ".repeat(256 * 1024));

        policies(folder).look();

        assertThat(book.loaded()).isFalse();
    }
}
