// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.platform.problem.ProblemException;
import io.muster.shadow.change.Edit;
import io.muster.shadow.document.StatePatch;
import io.muster.shadow.json.JsonPatch;
import io.muster.shadow.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class WritersTest {

    private static final int LARGE = 1_000;

    @Test
    void case61UsersWriteWhatIsDesiredAndTags() {
        assertThatCode(() ->
                        Writers.requireOwnSections(merge("{\"desired\":{\"a\":1},\"tags\":null}")))
                .doesNotThrowAnyException();
        assertThatCode(() ->
                        Writers.requireOwnSections(
                                amend("[{\"op\":\"test\",\"path\":\"/reported/a\",\"value\":1}]")))
                .doesNotThrowAnyException();
    }

    @Test
    void case61EachForeignPlaceIsNamed() {
        assertThat(refused(merge("{\"desired\":{\"x\":1},\"reported\":{\"b\":{\"c\":1},\"a\":2}}")))
                .containsExactly("/reported/a", "/reported/b/c");
        assertThat(refused(merge("{\"reported\":{}}"))).containsExactly("/reported");
        assertThat(refused(merge("{\"reported\":null}"))).containsExactly("/reported");
        assertThat(refused(amend("[{\"op\":\"replace\",\"path\":\"\",\"value\":{}}]")))
                .containsExactly("/reported");
        assertThat(
                        refused(
                                amend(
                                        "[{\"op\":\"move\",\"from\":\"/reported/a\",\"path\":\"/desired/a\"}]")))
                .containsExactly("/reported/a");
    }

    @SuppressWarnings("unchecked") // as it was put there
    private static List<String> refused(Edit edit) {
        var problem =
                catchThrowableOfType(
                        ProblemException.class, () -> Writers.requireOwnSections(edit));
        assertThat(problem.code()).isEqualTo("forbidden");
        return (List<String>) problem.getParameters().get("paths");
    }

    private static Edit merge(String sections) {
        return new Edit.Merge(new StatePatch(json(sections)));
    }

    private static Edit amend(String patch) {
        return new Edit.Amend(((JsonPatch.Parsed.Sound) JsonPatch.parse(json(patch))).patch());
    }

    private static JsonNode json(String text) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        return ((JsonText.Reading.Tree) JsonText.read(utf8, LARGE)).root();
    }
}
