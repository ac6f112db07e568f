package dev.seedbed.cli.command;

import dev.seedbed.cli.terminal.Figures;
import dev.seedbed.cli.terminal.Terminal;
import dev.seedbed.corpus.Corpus;
import dev.seedbed.corpus.Examination;
import dev.seedbed.corpus.Fate;
import dev.seedbed.corpus.GateExamination;
import dev.seedbed.corpus.GateExamination.Looked;
import dev.seedbed.corpus.Row;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Shows of the first rows what gates measure in them.
final class ExplainedRows {
    private final Terminal terminal;
    private final long most;
    private long shown;

    /// Enough was shown, and the rest of the files need not be read.
    private static final class EnoughException extends RuntimeException {
        EnoughException() {
            super("enough", null, false, false);
        }
    }

    ExplainedRows(Terminal terminal, long most) {
        this.terminal = terminal;
        this.most = most;
    }

    int show(Corpus corpus, GateExamination gates) throws InterruptedException {
        try {
            corpus.threads(1).examine(new Shown(gates));
        } catch (EnoughException e) {
            terminal.say(
                    "note: the first " + Figures.some(most, "row") + "; --rows N shows more, and --out FILE has all");
        }
        return 0;
    }

    private final class Shown implements Examination<Looked> {
        private final GateExamination gates;

        Shown(GateExamination gates) {
            this.gates = gates;
        }

        @Override
        public Looked look(Row row) {
            return gates.look(row);
        }

        @Override
        public Fate decide(Looked looked, Row row) {
            if (shown == most) {
                throw new EnoughException();
            }
            shown++;
            terminal.out()
                    .println(row + ": "
                            + looked.rejection()
                                    .map(rejection -> "goes: " + rejection.reason() + ", " + rejection.explanation())
                                    .orElse("stays"));
            if (looked.measured().value(GateExamination.MEASURED) instanceof Map<?, ?> byGate) {
                byGate.forEach((gate, measured) -> print((String) gate, (List<?>) measured));
            }
            return Fate.Kept.AS_IT_IS;
        }

        private void print(String gate, List<?> measured) {
            for (Object each : measured) {
                Map<?, ?> fields = (Map<?, ?>) each;
                if (!fields.containsKey("value")) {
                    printVerdict(gate, fields);
                    continue;
                }
                terminal.out()
                        .printf(
                                Locale.ROOT,
                                "  %-4s %-14s %-40s %12s   %s%n",
                                Boolean.TRUE.equals(fields.get("passes")) ? "" : "no",
                                gate,
                                fields.get("column") + " " + fields.get("rule"),
                                shownValue(fields.get("value")),
                                fields.get("bound"));
            }
        }

        /// Of a gate that has nothing to measure.
        private void printVerdict(String gate, Map<?, ?> verdict) {
            boolean passes = Boolean.TRUE.equals(verdict.get("passes"));
            String why = passes ? "passes" : verdict.get("rule") + ": " + verdict.get("explanation");
            terminal.out().printf(Locale.ROOT, "  %-4s %-14s %s%n", passes ? "" : "no", gate, why);
        }

        private String shownValue(@Nullable Object value) {
            return value instanceof Double number ? String.format(Locale.ROOT, "%.4f", number) : String.valueOf(value);
        }
    }
}
