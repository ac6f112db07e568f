package dev.seedbed.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.Money;
import dev.seedbed.api.model.Usage;
import dev.seedbed.engine.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressViewTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Terminal terminal(boolean live, int columns) {
        return new Terminal(stream(out), stream(err), live, columns);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    static Progress at(int seconds, long accepted, OptionalLong wanted) {
        return at(seconds, accepted, wanted, List.of());
    }

    private static Progress at(int seconds, long accepted, OptionalLong wanted, List<Progress.Wait> waits) {
        return new Progress(
                accepted,
                wanted,
                accepted + 9,
                4,
                Map.of("refusal", 2L, "too-similar", 3L),
                1,
                1_234,
                56,
                4,
                new Usage(7_890, 12_345, false),
                new Money(new BigDecimal("0.0123456"), "USD"),
                Duration.ofSeconds(seconds),
                waits);
    }

    @Test
    void saysWhatARunWaitsFor() {
        Progress waiting = at(
                5,
                1,
                OptionalLong.empty(),
                List.of(
                        new Progress.Refused("writer", Duration.ofSeconds(40)),
                        new Progress.Down("judge"),
                        new Progress.Batches("asker", 1, 20, Duration.ofSeconds(125))));
        ProgressView.of(terminal(false, 80), "demo").show(waiting);
        ProgressView.of(terminal(true, 300), "demo").show(waiting);
        ProgressView.json(terminal(false, 80)).show(waiting);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("5.0 s: 1 row;")
                .contains("; writer refuses calls as too many since 40.0 s; judge is down, others answer for it;"
                        + " 1 batch of 20 questions out at asker since 2 min 5 s");
        assertThat(err.toString(StandardCharsets.UTF_8).split("refuses calls as too many", -1))
                .hasSize(3);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"waits\":[\"writer refuses calls as too many since 40.0 s\"");
    }

    /// What a terminal of escape sequences A (up) and J (clear below) shows.
    private static List<String> screen(String written) {
        List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
        int row = 0;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            switch (c) {
                case '\u001b' -> {
                    int end = i + 2;
                    while (Character.isDigit(written.charAt(end))) {
                        end++;
                    }
                    if (written.charAt(end) == 'A') {
                        row -= Integer.parseInt(written.substring(i + 2, end));
                    } else {
                        lines.subList(row, lines.size()).clear();
                        lines.add(new StringBuilder());
                    }
                    i = end;
                }
                case '\n' -> {
                    row++;
                    if (row == lines.size()) {
                        lines.add(new StringBuilder());
                    }
                }
                case '\r' -> {}
                default -> lines.get(row).append(c);
            }
        }
        return lines.stream().map(StringBuilder::toString).toList();
    }

    @Test
    void writesTheBlockOverOnATerminal() {
        try (ProgressView view = ProgressView.of(terminal(true, 120), "primes")) {
            view.show(at(0, 0, OptionalLong.of(20)));
            view.show(at(5, 10, OptionalLong.of(20)));
            assertThat(screen(err.toString(StandardCharsets.UTF_8)))
                    .containsExactly(
                            "primes  [############............]  10 of 20 rows   2.0/s   about 5.0 s left",
                            "  made 19   on their way 4   failed 1   rejected 5: too-similar 3, refusal 2",
                            "  calls 1,234 made, 56 reused, 4 open   tokens 7,890 in, 12,345 out   0.01235 USD   5.0 s",
                            "");
        }
        assertThat(screen(err.toString(StandardCharsets.UTF_8))).containsExactly("");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void cutsLinesThatWouldWrap() {
        try (ProgressView view = ProgressView.of(terminal(true, 40), "primes")) {
            view.show(at(3, 10, OptionalLong.empty()));
            assertThat(screen(err.toString(StandardCharsets.UTF_8)))
                    .allSatisfy(line -> assertThat(line).hasSizeLessThan(40));
        }
    }

    @Test
    void writesPlainLinesElsewhere() {
        try (ProgressView view = ProgressView.of(terminal(false, 80), "primes")) {
            view.show(at(5, 10, OptionalLong.of(20)));
            view.show(at(10, 15, OptionalLong.of(20)));
        }
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "5.0 s: 10 of 20 rows; rejected: too-similar 3, refusal 2; 1 failed; 1,234 calls made, 56 reused;"
                                + " 7,890 + 12,345 tokens; 0.01235 USD",
                        "10.0 s: 15 of 20 rows; rejected: too-similar 3, refusal 2; 1 failed; 1,234 calls made, 56 reused;"
                                + " 7,890 + 12,345 tokens; 0.01235 USD; 1.0/s; about 5.0 s left");
    }

    @Test
    void writesAnObjectPerLineForMachines() {
        try (ProgressView view = ProgressView.json(terminal(true, 80))) {
            view.show(at(5, 10, OptionalLong.of(20)));
            view.show(at(6, 11, OptionalLong.empty()));
        }
        List<Data> lines = out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(Json::parseObject)
                .toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst().asMap())
                .containsEntry("event", "progress")
                .containsEntry("accepted", 10L)
                .containsEntry("wanted", 20L)
                .containsEntry("rejected", Map.of("refusal", 2L, "too-similar", 3L))
                .containsEntry("spent", Map.of("amount", "0.0123456", "currency", "USD"))
                .containsEntry("elapsed_seconds", 5.0);
        assertThat(lines.getLast().has("wanted")).isFalse();
    }

    @Test
    void forgetsTheRowsThatCameFromTheJournalAtOnce() {
        Pace pace = new Pace();
        OptionalLong wanted = OptionalLong.of(2_000);
        pace.note(at(0, 0, wanted));
        pace.note(at(1, 1_000, wanted));
        for (int second = 2; second <= 40; second++) {
            pace.note(at(second, 1_000 + second, wanted));
        }
        assertThat(pace.rowsPerSecond()).hasValue(1.0);
    }

    @Test
    void saysTimesAndRatesForPeople() {
        assertThat(Figures.time(Duration.ofMillis(4_230))).isEqualTo("4.2 s");
        assertThat(Figures.time(Duration.ofSeconds(200))).isEqualTo("3 min 20 s");
        assertThat(Figures.time(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
        assertThat(Figures.rate(1_234.5)).isEqualTo("1,235/s");
        assertThat(Figures.rate(0.5)).isEqualTo("30.0/min");
        assertThat(Figures.rate(0.01)).isEqualTo("36.0/h");
        assertThat(Figures.reasons(Map.of("a", 1L, "b", 2L, "c", 3L, "d", 4L, "e", 5L, "f", 6L)))
                .isEqualTo("f 6, e 5, d 4, c 3, others 3");
    }
}
