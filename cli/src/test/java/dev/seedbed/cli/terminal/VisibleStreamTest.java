package dev.seedbed.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class VisibleStreamTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(
            new PrintStream(bytes, true, StandardCharsets.UTF_8),
            new PrintStream(bytes, true, StandardCharsets.UTF_8),
            true,
            80);

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void showsWhatATerminalWouldObey() {
        terminal.say("\u001b]0;owned\u0007 \u001b[2J \u009b31m \u007f");
        assertThat(printed()).isEqualTo("\\u001b]0;owned\\u0007 \\u001b[2J \\u009b31m \\u007f\n");
    }

    @Test
    void showsWhatTurnsTheReadingOrderAround() {
        terminal.out().print("\u202egnp.exe \u2066x\u2069 \u05d0\u200f");
        assertThat(printed()).isEqualTo("\\u202egnp.exe \\u2066x\\u2069 \u05d0\u200f");
    }

    @Test
    void keepsTabsAndLinesAndShowsALoneCarriageReturn() {
        terminal.out().printf("%s%n", "a\tb\nc\r\nd\re");
        assertThat(printed()).isEqualTo("a\tb\nc\r\nd\\re" + System.lineSeparator());
    }

    @Test
    void theProgressOfARunMovesTheCursorButItsNameCannot() {
        try (ProgressView view = ProgressView.of(terminal, "x\u001b[31m")) {
            view.show(ProgressViewTest.at(1, 2, OptionalLong.empty()));
        }
        assertThat(printed()).contains("x\\u001b[31m", "\r\u001b[J");
    }
}
