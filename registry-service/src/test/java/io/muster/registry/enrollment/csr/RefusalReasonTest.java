// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.csr;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalReasonTest {

    @ParameterizedTest
    @EnumSource
    void aPageSaysWhatToDo(RefusalReason reason) {
        var page = reason.code().replace('_', '-') + ".md";

        assertThat(Path.of("..", "docs", "problems", page)).content().contains("**What to do.**");
    }
}
