package dev.seedbed.text.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Judges texts by a [FilterProfile], one after the other. One for each thread: it works in arrays of its own,
/// which grow with the longest text.
///
/// ```java
/// FilterWorker worker = FilterProfile.named("fineweb").worker();
/// worker.explain(text).measurements().forEach(System.out::println);
/// ```
public final class FilterWorker {
    private final String name;
    private final List<Stage> stages;
    private final List<CleanedText> buffers = new ArrayList<>();
    private final CleanedText untouched = new CleanedText();
    private final Scan scan = new Scan();
    private final Verdict passed;
    private char[] copied = new char[1 << 12];

    FilterWorker(String name, List<Stage> stages) {
        this.name = name;
        this.stages = stages;
        this.passed = new Verdict(name, List.of(), Optional.empty(), Optional.empty());
        stages.forEach(_ -> buffers.add(new CleanedText()));
    }

    /// Looks until the first rule that the text breaks.
    public Verdict judge(CharSequence text) {
        return judge(copy(text), 0, text.length());
    }

    /// The same for `chars[from..to)`.
    public Verdict judge(char[] chars, int from, int to) {
        return look(chars, from, to, null);
    }

    /// Measures every rule, whether the text breaks an earlier one or not.
    public Verdict explain(CharSequence text) {
        return explain(copy(text), 0, text.length());
    }

    /// The same for `chars[from..to)`.
    public Verdict explain(char[] chars, int from, int to) {
        return look(chars, from, to, new ArrayList<>());
    }

    private char[] copy(CharSequence text) {
        int length = text.length();
        if (length > copied.length) {
            copied = new char[Math.max(length, Math.min(copied.length * 2, 1 << 28))];
        }
        text.getChars(0, length, copied, 0);
        return copied;
    }

    private Verdict look(char[] chars, int from, int to, @Nullable List<Measurement> all) {
        char[] current = chars;
        int start = from;
        int end = to;
        @Nullable Measurement failed = null;
        @Nullable CleanedText changed = null;
        scan.begin(chars, from, to, stages.getFirst().unit(), untouched);
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            Cleaning cleaning = stage.cleaning();
            if (cleaning != null) {
                CleanedText left = buffers.get(i);
                cleaning.clean(current, start, end, scan.lineEnds(), left);
                if (left.isSameAs(current, start, end)) {
                    scan.continueWith(left);
                } else {
                    changed = left;
                    current = left.chars;
                    start = 0;
                    end = left.length;
                    if (left.byLines) {
                        scan.beginWithLinesLeft(current, start, end, left);
                    } else {
                        scan.begin(current, start, end, stage.unit(), left);
                    }
                }
            }
            for (Check check : stage.checks()) {
                double value = check.measure().of(scan);
                boolean passes = check.rule().passes(value);
                if (!passes && failed == null) {
                    failed = Measurement.of(check.rule(), value);
                    if (all == null) {
                        return new Verdict(name, List.of(failed), Optional.of(failed), Optional.empty());
                    }
                }
                if (all != null) {
                    all.add(Measurement.of(check.rule(), value));
                }
            }
        }
        if (all == null && changed == null) {
            return passed;
        }
        return new Verdict(
                name,
                all == null ? List.of() : all,
                Optional.ofNullable(failed),
                cleaned(failed, changed, chars, from, to));
    }

    private static Optional<String> cleaned(
            @Nullable Measurement failed, @Nullable CleanedText changed, char[] chars, int from, int to) {
        if (failed != null || changed == null || changed.isSameAs(chars, from, to)) {
            return Optional.empty();
        }
        return Optional.of(new String(changed.chars, 0, changed.length));
    }
}
