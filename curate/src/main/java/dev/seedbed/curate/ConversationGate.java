package dev.seedbed.curate;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.api.step.Work;
import dev.seedbed.text.Finding;
import dev.seedbed.text.TurnDefects;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Rejects conversations that are no conversation: too short, out of order, or with a turn that is no good.
final class ConversationGate implements Gate {
    private static final int LONGEST_MATCH = 400;

    private static final Parameter<String> COLUMN = Parameter.column(
                    "column", "The conversation: a list of `{role, content}`.")
            .defaultsTo("messages");
    private static final Parameter<Long> MINIMUM = Parameter.wholeNumber(
                    "minimum-turns",
                    1,
                    100_000,
                    "The fewest turns that pass: one message of the user or the assistant each.")
            .defaultsTo(2);
    private static final Parameter<Long> MAXIMUM =
            Parameter.wholeNumber("maximum-turns", 1, 100_000, "The most turns that pass.");
    private static final Parameter<Double> SIMILARITY = Parameter.decimal(
                    "similarity", 0, 1, "From which ROUGE-L F on a turn repeats an earlier one of the same party.")
            .defaultsTo(TurnDefects.SIMILARITY);
    private static final Parameter<List<String>> ALLOW = Parameter.listOf(
                    "allow",
                    new Kind.Choice(TurnDefects.CODES),
                    "The reasons about single turns that this gate does not reject for.")
            .defaultsTo(List.of());

    static final StepType TYPE = StepType.named(
                    "conversation",
                    StepKind.GATE,
                    "Rejects conversations that are out of order, too short or too long, or in which a turn is no good.")
            .details("""
                    Messages must take turns, the user first and the assistant last; a system message may stand in front,
                    and calls of tools with their results between the user and the answer. Only what user and assistant
                    say counts as a turn.

                    Reasons: `no-messages`, `malformed-message`, `not-alternating`, `too-few-turns`, `too-many-turns`; of a
                    turn: `empty-turn`, `role-flip` (a party begins the other's turn or speaks as the other; English),
                    `refusal` (of the assistant, in any turn), `loop` (a party says the same as before: a text of 12
                    characters or more, any text for the third time, or 8 words or more with a ROUGE-L F of `similarity`),
                    `empty-agreement` (nothing but thanks, goodbyes and agreement, as in the party's turn before; English).

                    Evidence: `column`; of counts the `turns` and the `minimum` or `maximum` that was missed; else the
                    `message`, counted from 0, and of a turn its `role`, the `match` and its `position` in the text.""")
            .taking(COLUMN, MINIMUM, MAXIMUM, SIMILARITY, ALLOW)
            .shorthand(MINIMUM)
            .example("- conversation: { minimum-turns: 4, allow: refusal }")
            .builtBy(ConversationGate::build);

    private final String name;
    private final String column;
    private final long minimum;
    private final Optional<Long> maximum;
    private final TurnDefects defects;

    private ConversationGate(String name, String column, long minimum, Optional<Long> maximum, TurnDefects defects) {
        this.name = name;
        this.column = column;
        this.minimum = minimum;
        this.maximum = maximum;
        this.defects = defects;
    }

    private static Gate build(Building building) {
        Settings settings = building.settings();
        long minimum = settings.get(MINIMUM);
        Optional<Long> maximum = settings.find(MAXIMUM);
        if (maximum.isPresent() && minimum > maximum.get()) {
            building.problem(
                    MINIMUM, "is " + minimum + ", but must not be above `maximum-turns`, which is " + maximum.get());
        }
        Set<String> codes = new HashSet<>(TurnDefects.CODES);
        settings.get(ALLOW).forEach(codes::remove);
        TurnDefects defects = new TurnDefects(codes, settings.get(SIMILARITY));
        return new ConversationGate(building.name(), settings.get(COLUMN), minimum, maximum, defects);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Rejection> judge(Sample sample, Work work) {
        try {
            Conversation conversation = Conversation.read(sample, column);
            return count(conversation.turns().size()).or(() -> turns(conversation));
        } catch (Conversation.Broken e) {
            return Optional.of(new Rejection(e.reason, "in " + column + ", " + e.explanation(), evidence(e.message)));
        }
    }

    private Data evidence(int message) {
        return Data.of("column", column).with("message", message);
    }

    private Optional<Rejection> count(int turns) {
        if (turns < minimum) {
            return Optional.of(tooMany("too-few-turns", turns, "minimum", minimum, "at least"));
        }
        return maximum.filter(most -> turns > most)
                .map(most -> tooMany("too-many-turns", turns, "maximum", most, "at most"));
    }

    private Rejection tooMany(String reason, int turns, String bound, long value, String words) {
        return new Rejection(
                reason,
                column + " has " + turns + " turns, and " + words + " " + value + " pass",
                Data.of("column", column).with("turns", turns).with(bound, value));
    }

    private Optional<Rejection> turns(Conversation conversation) {
        for (int i = 0; i < conversation.turns().size(); i++) {
            Optional<Finding> finding = defects.find(conversation.turns(), i);
            if (finding.isPresent()) {
                return Optional.of(rejection(conversation, i, finding.get()));
            }
        }
        return Optional.empty();
    }

    private Rejection rejection(Conversation conversation, int index, Finding finding) {
        int message = conversation.positions().get(index);
        var turn = conversation.turns().get(index);
        String match = finding.span(turn.text());
        return new Rejection(
                finding.code(),
                "in message " + message + " of " + column + ", " + finding.explanation(),
                evidence(message)
                        .with("role", turn.party().name().toLowerCase(Locale.ROOT))
                        .with(
                                "match",
                                match.length() > LONGEST_MATCH ? match.substring(0, LONGEST_MATCH) + "..." : match)
                        .with("position", finding.begin()));
    }
}
