package dev.seedbed.curate.instruction;

import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.text.instruction.Instructions;
import dev.seedbed.text.instruction.Mode;
import dev.seedbed.text.language.Identification;
import dev.seedbed.text.language.Languages;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The gate `follows-instruction`, as a pipeline names it.
public final class FollowsInstruction {
    private static final String STRICT = "strict";
    private static final String LOOSE = "loose";

    private static final Parameter<String> INSTRUCTION =
            Parameter.column("instruction", "The column with what was asked.").defaultsTo("instruction");
    private static final Parameter<String> REPLY =
            Parameter.column("reply", "The column with the answer.").defaultsTo("answer");
    private static final Parameter<String> CONSTRAINTS = Parameter.column(
            "constraints",
            "A column with constraints as IFEval writes them; without it they are read out of the instruction.");
    private static final Parameter<String> ARGUMENTS = Parameter.column(
            "arguments",
            "The column with the arguments, where that of `constraints` holds the ids alone: IFEval's own files have"
                    + " `instruction_id_list` and `kwargs`.");
    private static final Parameter<String> MODE = Parameter.choice(
                    "mode",
                    List.of(STRICT, LOOSE),
                    "Whether the first line, the last line and asterisks may be in the way.")
            .defaultsTo(STRICT);
    private static final Parameter<List<String>> ALLOW = Parameter.listOf(
                    "allow", new Kind.Choice(Instructions.KINDS), "The kinds that this gate does not reject for.")
            .defaultsTo(List.of());

    /// Checks verifiable instructions.
    static final StepType TYPE = StepType.named(
                    "follows-instruction",
                    StepKind.GATE,
                    "Rejects rows whose answer breaks what the instruction asks of its form.")
            .details("""
                    Checks what a program can check, in the manner of IFEval: how many words, sentences, paragraphs,
                    sections, bullet points, placeholders or highlighted parts; keywords wanted and forbidden; letters; JSON,
                    a title, a postscript, two answers; how it starts and ends; the case of letters; no commas; the language.

                    The constraints are read out of the instruction (English, and only what it says plainly: "in 3 bullet
                    points", "at most 50 words", "no commas"), or, with `constraints`, taken from a column: an object
                    `{"instruction_id_list": [...], "kwargs": [...]}`, or a list of objects with `instruction_id` and
                    its arguments; or, with `arguments` too, from two columns, as IFEval's own files have them. A row that asks for nothing of the kind passes. `mode: loose` also lets an answer pass
                    that follows without its first line, its last line, both, or its asterisks.

                    Reasons: the kind of the first constraint that is broken: `existence`, `frequency`, `forbidden-words`,
                    `letter-frequency`, `response-language`, `number-sentences`, `number-paragraphs`, `number-words`,
                    `nth-paragraph-first-word`, `number-placeholders`, `postscript`, `number-bullet-lists`,
                    `constrained-response`, `number-highlighted-sections`, `multiple-sections`, `json-format`, `title`,
                    `two-responses`, `repeat-prompt`, `end-checker`, `quotation`, `capital-word-frequency`,
                    `english-capital`, `english-lowercase`, `no-comma`, `number-list-items`, `number-plain-paragraphs`,
                    `start-checker`; or `invalid-constraints` for a column
                    that cannot be read. Evidence: `column`, `instruction_id`, `asked` (what was wanted), `seen`, and `broken`
                    of `checked` constraints.""")
            .taking(INSTRUCTION, REPLY, CONSTRAINTS, ARGUMENTS, MODE, ALLOW)
            .shorthand(REPLY)
            .example("- follows-instruction: { instruction: question, reply: answer, mode: loose }")
            .builtBy(FollowsInstruction::build);

    private static final double LIKELY = 0.5;

    private FollowsInstruction() {}

    /// The steps of this package.
    public static List<StepType> stepTypes() {
        return List.of(TYPE);
    }

    private static Gate build(Building building) {
        Settings settings = building.settings();
        if (settings.find(ARGUMENTS).isPresent() && settings.find(CONSTRAINTS).isEmpty()) {
            building.problem(
                    ARGUMENTS, "is set, but `constraints`, the column with the ids that they belong to, is not");
        }
        return new InstructionGate(
                building.name(),
                settings.get(INSTRUCTION),
                settings.get(REPLY),
                settings.find(CONSTRAINTS),
                settings.find(ARGUMENTS),
                LOOSE.equals(settings.get(MODE)) ? Mode.LOOSE : Mode.STRICT,
                Set.copyOf(settings.get(ALLOW)),
                FollowsInstruction::language);
    }

    /// Only a language that is more likely than all others together speaks for or against a reply.
    private static Optional<String> language(String text) {
        Identification found = Languages.all().identify(text);
        return found.known() && found.probability() > LIKELY ? Optional.of(found.language()) : Optional.empty();
    }
}
