package dev.seedbed.text.instruction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The arguments of one constraint, as IFEval's JSON has them: absent and null are the same.
record Arguments(String id, Map<String, ? extends @Nullable Object> values) {
    Constraint constraint() {
        return switch (id) {
            case "keywords:existence" -> new Constraint.Keywords(texts("keywords"));
            case "keywords:frequency" ->
                new Constraint.KeywordFrequency(text("keyword").strip(), relation("relation"), number("frequency"));
            case "keywords:forbidden_words" -> new Constraint.ForbiddenWords(texts("forbidden_words"));
            case "keywords:letter_frequency" ->
                new Constraint.LetterFrequency(
                        text("letter").strip(), relation("let_relation"), number("let_frequency"));
            case "language:response_language" -> new Constraint.Language(text("language"));
            case "length_constraints:number_sentences" ->
                new Constraint.Sentences(relation("relation"), number("num_sentences"));
            case "length_constraints:number_paragraphs" -> new Constraint.DividedParagraphs(number("num_paragraphs"));
            case "length_constraints:number_words" -> new Constraint.Words(relation("relation"), number("num_words"));
            case "length_constraints:nth_paragraph_first_word" ->
                new Constraint.ParagraphFirstWord(
                        number("num_paragraphs"), number("nth_paragraph"), text("first_word"));
            case "detectable_content:number_placeholders" -> new Constraint.Placeholders(number("num_placeholders"));
            case "detectable_content:postscript" ->
                new Constraint.Postscript(text("postscript_marker").strip());
            case "detectable_format:number_bullet_lists" -> new Constraint.Bullets(number("num_bullets"));
            case "detectable_format:constrained_response" -> new Constraint.YesNoMaybe();
            case "detectable_format:number_highlighted_sections" -> new Constraint.Highlights(number("num_highlights"));
            case "detectable_format:multiple_sections" ->
                new Constraint.Sections(text("section_spliter").strip(), number("num_sections"));
            case "detectable_format:json_format" -> new Constraint.Json();
            case "detectable_format:title" -> new Constraint.Title();
            case "combination:two_responses" -> new Constraint.TwoResponses();
            case "combination:repeat_prompt" -> new Constraint.RepeatedPrompt(text("prompt_to_repeat"));
            case "startend:end_checker" ->
                new Constraint.EndPhrase(text("end_phrase").strip());
            case "startend:quotation" -> new Constraint.Quotation();
            case "change_case:capital_word_frequency" ->
                new Constraint.CapitalWords(relation("capital_relation"), number("capital_frequency"));
            case "change_case:english_capital" -> new Constraint.AllCapital();
            case "change_case:english_lowercase" -> new Constraint.AllLowercase();
            case "punctuation:no_comma" -> new Constraint.NoComma();
            case "detectable_format:number_list_items" ->
                new Constraint.ListItems(relation("relation"), number("num_items"));
            case "length_constraints:number_plain_paragraphs" ->
                new Constraint.PlainParagraphs(relation("relation"), number("num_paragraphs"));
            case "startend:start_checker" ->
                new Constraint.StartPhrase(text("start_phrase").strip());
            default ->
                throw new IllegalArgumentException(
                        "there is no instruction \"" + id + "\"; allowed are " + Instructions.IDS);
        };
    }

    private Object value(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(id + " needs the argument \"" + name + "\"; seen are " + values);
        }
        return value;
    }

    private String text(String name) {
        Object value = value(name);
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        throw wrong(name, "a text", value);
    }

    private int number(String name) {
        Object value = value(name);
        if (value instanceof Number number && number.doubleValue() == number.intValue() && number.intValue() >= 0) {
            return number.intValue();
        }
        throw wrong(name, "a whole number from 0", value);
    }

    private Relation relation(String name) {
        return Relation.of(text(name));
    }

    private List<String> texts(String name) {
        Object value = value(name);
        if (value instanceof Iterable<?> items) {
            List<String> texts = new ArrayList<>();
            for (Object item : items) {
                if (!(item instanceof String text) || text.isBlank()) {
                    throw wrong(name, "a list of texts", value);
                }
                texts.add(text);
            }
            if (!texts.isEmpty()) {
                return texts;
            }
        }
        throw wrong(name, "a list of texts", value);
    }

    private IllegalArgumentException wrong(String name, String wanted, Object value) {
        return new IllegalArgumentException(
                "the argument \"" + name + "\" of " + id + " must be " + wanted + ", but is " + value);
    }
}
