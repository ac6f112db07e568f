package dev.seedbed.text.instruction;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Instructions about a reply's form that a program can check, in the manner of IFEval (Zhou et al. 2023,
/// "Instruction-Following Evaluation for Large Language Models").
///
/// ```java
/// List<Constraint> asked = Instructions.constraints("Name three fruits in 3 bullet points, without commas.");
/// // [Bullets[count=3], NoComma[]]
/// Instructions.check(asked.getFirst(), "- apple\n- pear").explanation();
/// // does not follow the instruction: wanted exactly 3 bullet points, seen 2
/// ```
///
/// - [#read] takes constraints as IFEval's files have them: `instruction_id_list` and `kwargs`.
/// - [#constraints] reads them out of an instruction that a person wrote. English only; what is not said
///   plainly is left out, so that few constraints are found that were not meant.
/// - [#check] holds a reply against one.
///
/// The rules are those of `instruction_following_eval/instructions.py` (google-research, read in November
/// 2026), with these departures: keywords are plain text, never regular expressions; sentences are counted by
/// rules (full stops, abbreviations, initials) where IFEval asks the trained Punkt model of NLTK; a language
/// that cannot be told is checked by its script, where IFEval lets every reply pass; arguments that IFEval
/// would choose at random must be there.
///
/// Pure, immutable, thread-safe; time is linear in the reply.
public final class Instructions {
    /// IFEval's 25, and three of our own at the end.
    public static final List<String> IDS = List.of(
            "keywords:existence",
            "keywords:frequency",
            "keywords:forbidden_words",
            "keywords:letter_frequency",
            "language:response_language",
            "length_constraints:number_sentences",
            "length_constraints:number_paragraphs",
            "length_constraints:number_words",
            "length_constraints:nth_paragraph_first_word",
            "detectable_content:number_placeholders",
            "detectable_content:postscript",
            "detectable_format:number_bullet_lists",
            "detectable_format:constrained_response",
            "detectable_format:number_highlighted_sections",
            "detectable_format:multiple_sections",
            "detectable_format:json_format",
            "detectable_format:title",
            "combination:two_responses",
            "combination:repeat_prompt",
            "startend:end_checker",
            "startend:quotation",
            "change_case:capital_word_frequency",
            "change_case:english_capital",
            "change_case:english_lowercase",
            "punctuation:no_comma",
            "detectable_format:number_list_items",
            "length_constraints:number_plain_paragraphs",
            "startend:start_checker");

    /// The kinds of [#IDS] as reasons: `number-words` for `length_constraints:number_words`.
    public static final List<String> KINDS = IDS.stream()
            .map(id -> id.substring(id.indexOf(':') + 1).replace('_', '-'))
            .toList();

    private Instructions() {}

    /// One constraint from IFEval's id and arguments; arguments that are null count as absent.
    ///
    /// @throws IllegalArgumentException if there is no such id, or an argument is absent or of the wrong kind
    public static Constraint read(String id, Map<String, ? extends @Nullable Object> arguments) {
        return new Arguments(id, arguments).constraint();
    }

    /// The constraints of one of IFEval's rows.
    ///
    /// @throws IllegalArgumentException if the lists differ in length, or one of the constraints cannot be read
    public static List<Constraint> read(
            List<String> instructionIds, List<? extends Map<String, ? extends @Nullable Object>> kwargs) {
        if (instructionIds.size() != kwargs.size()) {
            throw new IllegalArgumentException("there are " + instructionIds.size() + " instruction ids, but "
                    + kwargs.size() + " kwargs; each id needs its own");
        }
        List<Constraint> constraints = new ArrayList<>();
        for (int i = 0; i < instructionIds.size(); i++) {
            constraints.add(read(instructionIds.get(i), kwargs.get(i)));
        }
        return List.copyOf(constraints);
    }

    /// What an instruction asks of the reply's form, in the order of [#IDS]; empty for a plain question.
    public static List<Constraint> constraints(String instruction) {
        return Extraction.of(instruction);
    }

    /// Checks strictly, and languages by their script.
    public static Result check(Constraint constraint, String reply) {
        return check(constraint, reply, Mode.STRICT, LanguageOf.UNKNOWN);
    }

    /// Holds a reply against a constraint. An empty reply follows none.
    public static Result check(Constraint constraint, String reply, Mode mode, LanguageOf languages) {
        Checks checks = new Checks(languages);
        Result strict = checks.check(constraint, reply);
        return switch (mode) {
            case STRICT -> strict;
            case LOOSE -> {
                for (String variant : strict.followed() ? Set.<String>of() : variants(reply)) {
                    Result result = checks.check(constraint, variant);
                    if (result.followed()) {
                        yield result;
                    }
                }
                yield strict;
            }
        };
    }

    private static Set<String> variants(String reply) {
        int first = reply.indexOf('\n');
        int last = reply.lastIndexOf('\n');
        String withoutFirst = first < 0 ? "" : reply.substring(first + 1).strip();
        String withoutLast = last < 0 ? "" : reply.substring(0, last).strip();
        String withoutBoth =
                first >= last ? "" : reply.substring(first + 1, last).strip();
        Set<String> variants = new LinkedHashSet<>();
        for (String variant : List.of(reply, withoutFirst, withoutLast, withoutBoth)) {
            variants.add(variant);
            variants.add(variant.replace("*", ""));
        }
        return variants;
    }
}
