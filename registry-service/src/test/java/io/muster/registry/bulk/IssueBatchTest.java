// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.registry.bulk.IssueBatch.Seen;
import io.muster.registry.bulk.store.RowOutcome;
import io.muster.registry.bulk.store.RowResult;
import io.vertx.pgclient.PgException;
import java.security.ProviderException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IssueBatchTest {

    @Test
    void rowsAreOverUpToTheFirstThatHasToWaitInWhateverOrderTheyCame() {
        var over =
                IssueBatch.untilFirstToWait(
                        List.of(seen(4), seen(2), new Seen(3, Optional.empty()), seen(1)));

        assertThat(over).extracting(RowOutcome::row).containsExactly(1L, 2L);
    }

    @Test
    void aBatchWhoseFirstRowHasToWaitIsNotOneThatFoundNoRows() {
        var seen = List.of(new Seen(1, Optional.empty()), seen(2));

        assertThatThrownBy(() -> IssueBatch.untilFirstToWait(seen))
                .isInstanceOf(IssueBatch.Busy.class);
    }

    @Test
    void onlyWhatTheDatabaseRefusesBecauseOfTheRowIsTheRows() {
        assertThat(IssueBatch.passes(new IllegalStateException("the signer's token was removed")))
                .isTrue();
        assertThat(IssueBatch.passes(new ProviderException("C_Sign failed"))).isTrue();
        assertThat(IssueBatch.passes(new PgException("m", "ERROR", "55P03", "d"))).isTrue();
        assertThat(IssueBatch.passes(new PgException("m", "ERROR", "22021", "d"))).isFalse();
    }

    private static Seen seen(long row) {
        return new Seen(row, Optional.of(RowOutcome.of(row, RowResult.CREATED, "dev-" + row)));
    }
}
