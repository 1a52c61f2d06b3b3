// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.bench.measure.Benchmark;
import io.muster.bench.measure.Figures;
import io.muster.bench.measure.Plan;
import io.muster.bench.measure.Ratio;
import io.muster.bench.measure.Report;
import io.muster.bench.measure.Sample;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void theLastLineIsTheResult() throws IOException {
        assertThat(run(0.9, "token", "--json")).isZero();

        var line = new ObjectMapper().readTree(out.toString().strip());
        assertThat(line.path("bench").textValue()).isEqualTo("token");
        assertThat(line.path("ratio").doubleValue()).isEqualTo(0.9);
        assertThat(err.toString()).contains("measuring");
    }

    @Test
    void aMissedGoalIsToldAndCountsWhereItIsChecked() {
        assertThat(run(0.7, "token")).isZero();
        assertThat(out.toString()).contains("MISSED: /ratio is 0.7, the goal is at least 0.8");
        assertThat(run(0.7, "token", "--check")).isOne();
        assertThat(run(0.8, "token", "--check")).isZero();
    }

    @Test
    void aBenchmarkThatIsNotThereYetIsAMisspeltCommand() {
        assertThat(run(1, "shadow")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no benchmark shadow yet. There are: token.");
    }

    private int run(double ratio, String... arguments) {
        // The tests run in the module's directory.
        var command = new BenchCommand(List.of(new Fixed(ratio)), Path.of("..").toAbsolutePath());
        return BenchCommand.commandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private record Fixed(double ratio) implements Benchmark {

        @Override
        public String name() {
            return "token";
        }

        @Override
        public String description() {
            return "Nothing";
        }

        @Override
        public Report run(Plan plan) {
            plan.say("measuring");
            var figures = new Figures(List.of(new Sample(1, 1, 1, 1)));
            var all = new Ratio(ratio, ratio, ratio);
            return new Report(name(), figures, figures, all, Report.members());
        }
    }
}
