package dev.seedbed.api.run;

import dev.seedbed.api.Money;
import java.math.BigDecimal;
import java.util.Locale;

/// What people ask for a row, by kind of task: published figures to hold a run's cost per row against.
///
/// They are rough, of no date and for rows of full quality; a generated row that nobody has looked at is not
/// the same thing.
public enum HumanPrice {
    /// Labels of a crowd for simple classification.
    CROWD("0.10", "0.50", "crowd annotation, simple classification", Source.PRINCIPLES),
    /// Labels of any kind for classification.
    CLASSIFICATION("0.10", "2.00", "annotation for a typical classification task", Source.PRINCIPLES),
    /// Work of experts: relation extraction, judging of dialogues, gold sets.
    EXPERT("5.00", "20.00", "expert annotation, complex tasks", Source.PRINCIPLES),
    /// A row of training data of whatever kind.
    SAMPLE("1.00", "10.00", "human annotation of a training sample", Source.WHY);

    private final BigDecimal low;
    private final BigDecimal high;
    private final String work;
    private final Source source;

    private enum Source {
        PRINCIPLES("Principles of Synthetic Data Generation, sections 1 and 1.2"),
        WHY("Why Synthetic Data?, section 01 Motivation");

        private final String title;

        Source(String title) {
            this.title = title;
        }
    }

    HumanPrice(String low, String high, String work, Source source) {
        this.low = new BigDecimal(low);
        this.high = new BigDecimal(high);
        this.work = work;
        this.source = source;
    }

    /// What stands in a pipeline.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The least that is asked for a row.
    public Money low() {
        return new Money(low, "USD");
    }

    /// The most that is asked for a row.
    public Money high() {
        return new Money(high, "USD");
    }

    /// What is paid for, in a few words.
    public String work() {
        return work;
    }

    /// The title of the text that the figures are from.
    public String source() {
        return source.title;
    }

    /// Such as `5 to 20 USD a row (expert annotation, complex tasks)`.
    @Override
    public String toString() {
        return low().amount().toPlainString() + " to " + high() + " a row (" + work + ")";
    }
}
