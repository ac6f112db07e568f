package dev.seedbed.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CorpusViewTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private CorpusView view(boolean live) {
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return CorpusView.of(new Terminal(stream, stream, live, 100), "dedup");
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void saysHowFarItIsAndHowLongItTakesNowAndThen() {
        try (CorpusView view = view(false)) {
            view.show(10, 1, 0, 100_000_000, Duration.ofSeconds(1));
            assertThat(err()).isEmpty();
            view.show(2_000, 1, 50_000_000, 100_000_000, Duration.ofSeconds(5));
            view.show(3_000, 1, 60_000_000, 100_000_000, Duration.ofSeconds(6));
        }
        assertThat(err())
                .isEqualTo("dedup  2,000 rows, 1 removed   50 % of 100 MB   10.0 MB/s   about 5.0 s left"
                        + System.lineSeparator());
    }

    @Test
    void countsOnlyWhatThisProcessReadAsItsSpeed() {
        try (CorpusView view = view(false)) {
            view.show(1_000, 0, 40_000_000, 100_000_000, Duration.ofSeconds(1));
            view.show(2_000, 0, 80_000_000, 100_000_000, Duration.ofSeconds(5));
        }
        assertThat(err()).contains("80 % of 100 MB   8.0 MB/s   about 2.5 s left");
    }

    @Test
    void writesOverItsLineOnATerminal() {
        try (CorpusView view = view(true)) {
            view.show(1, 0, 0, 1, Duration.ofMillis(1));
            view.show(2, 0, 0, 1, Duration.ofMillis(300));
        }
        assertThat(err()).isEqualTo("\r\u001b[Kdedup  2 rows, 0 removed   0 % of 0 MB   0.0 MB/s\r\u001b[K");
    }
}
