// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void theLineHasTheMembersInOrderAndFourDigits() {
        var ours = new Figures(List.of(new Sample(123_456.789, 0.0123456, 0.34567, 12.0)));
        var floor = new Figures(List.of(new Sample(200_000, 0.01, 0.3, 10)));
        var more = Report.members().put("rules", 10_000);
        var ratio = Ratio.of(ours.perSecond(), floor.perSecond());

        var line =
                new Report("acl", ours, floor, ratio, more)
                        .json(new Machine(0.5, "abc1234", "25.0.1"));

        assertThat(line)
                .hasToString(
                        "{\"bench\":\"acl\",\"ours\":123500,\"floor\":200000,\"ratio\":0.6173,"
                                + "\"ratioMin\":0.6173,\"ratioMax\":0.6173,\"cpuMsPerOp\":0.01235,"
                                + "\"p50\":0.3457,\"p99\":12,\"load\":0.5,\"git\":\"abc1234\","
                                + "\"jdk\":\"25.0.1\",\"rules\":10000}");
    }
}
