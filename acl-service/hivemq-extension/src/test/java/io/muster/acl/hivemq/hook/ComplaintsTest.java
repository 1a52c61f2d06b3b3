// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ComplaintsTest {

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final Complaints complaints = new Complaints(clock::get);

    @Test
    void theFirstIsSaidAtOnceAndThoseOfASecondTogether() {
        assertThat(complaints.due()).isEqualTo(1);
        assertThat(complaints.due()).isZero();
        assertThat(complaints.due()).isZero();

        clock.addAndGet(TimeUnit.SECONDS.toNanos(1));

        assertThat(complaints.due()).isEqualTo(3);
        assertThat(complaints.due()).isZero();
    }
}
