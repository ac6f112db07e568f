package dev.seedbed.text.instruction;

import java.util.List;

/// What an instruction asks of a reply's form, so that a program can check it.
///
/// ```java
/// Constraint three = new Constraint.Bullets(3);
/// Instructions.check(three, "- one\n- two\n- three").followed();   // true
/// ```
///
/// The first 25 are the kinds of IFEval (Zhou et al. 2023) under IFEval's ids; the others have ids of the same
/// form and stand for what people ask most besides: a numbered list, plain paragraphs, how a reply starts.
/// Records are immutable; what they hold is not checked against the reply's language.
public sealed interface Constraint {
    /// Such as `length_constraints:number_words`.
    String id();

    /// The id's second part with hyphens, such as `number-words`: the reason under which a gate rejects.
    default String kind() {
        return id().substring(id().indexOf(':') + 1).replace('_', '-');
    }

    /// All these words or phrases are somewhere in the reply, in any case.
    record Keywords(List<String> keywords) implements Constraint {
        public Keywords {
            keywords = List.copyOf(keywords);
        }

        @Override
        public String id() {
            return "keywords:existence";
        }
    }

    /// A word is there so often, in any case, also within longer words.
    record KeywordFrequency(String keyword, Relation relation, int frequency) implements Constraint {
        @Override
        public String id() {
            return "keywords:frequency";
        }
    }

    /// None of these is there as a word.
    record ForbiddenWords(List<String> words) implements Constraint {
        public ForbiddenWords {
            words = List.copyOf(words);
        }

        @Override
        public String id() {
            return "keywords:forbidden_words";
        }
    }

    /// A letter, or another character, is there so often, in any case.
    record LetterFrequency(String letter, Relation relation, int frequency) implements Constraint {
        @Override
        public String id() {
            return "keywords:letter_frequency";
        }
    }

    /// The reply is in this language.
    ///
    /// @param language ISO 639-1
    record Language(String language) implements Constraint {
        @Override
        public String id() {
            return "language:response_language";
        }
    }

    record Sentences(Relation relation, int count) implements Constraint {
        @Override
        public String id() {
            return "length_constraints:number_sentences";
        }
    }

    /// So many paragraphs, with `***` between them.
    record DividedParagraphs(int count) implements Constraint {
        @Override
        public String id() {
            return "length_constraints:number_paragraphs";
        }
    }

    record Words(Relation relation, int count) implements Constraint {
        @Override
        public String id() {
            return "length_constraints:number_words";
        }
    }

    /// So many paragraphs, with an empty line between them, of which the n-th (from 1) begins with a word.
    record ParagraphFirstWord(int paragraphs, int nth, String firstWord) implements Constraint {
        @Override
        public String id() {
            return "length_constraints:nth_paragraph_first_word";
        }
    }

    /// At least so many `[placeholders]`.
    record Placeholders(int least) implements Constraint {
        @Override
        public String id() {
            return "detectable_content:number_placeholders";
        }
    }

    /// @param marker `P.S.`, `P.P.S` or other text
    record Postscript(String marker) implements Constraint {
        @Override
        public String id() {
            return "detectable_content:postscript";
        }
    }

    /// Exactly so many lines that begin with `*` or `-`.
    record Bullets(int count) implements Constraint {
        @Override
        public String id() {
            return "detectable_format:number_bullet_lists";
        }
    }

    /// "My answer is yes.", "My answer is no." or "My answer is maybe." is there.
    record YesNoMaybe() implements Constraint {
        @Override
        public String id() {
            return "detectable_format:constrained_response";
        }
    }

    /// At least so many `*highlighted*` or `**highlighted**` parts.
    record Highlights(int least) implements Constraint {
        @Override
        public String id() {
            return "detectable_format:number_highlighted_sections";
        }
    }

    /// At least so many sections, each marked with a word and a number.
    record Sections(String marker, int least) implements Constraint {
        @Override
        public String id() {
            return "detectable_format:multiple_sections";
        }
    }

    /// The whole reply is one JSON value, perhaps in a code block.
    record Json() implements Constraint {
        @Override
        public String id() {
            return "detectable_format:json_format";
        }
    }

    /// A title is there, as `<<title>>`.
    record Title() implements Constraint {
        @Override
        public String id() {
            return "detectable_format:title";
        }
    }

    /// Two different replies, with `******` between them.
    record TwoResponses() implements Constraint {
        @Override
        public String id() {
            return "combination:two_responses";
        }
    }

    /// The reply begins with this text, in any case.
    record RepeatedPrompt(String prompt) implements Constraint {
        @Override
        public String id() {
            return "combination:repeat_prompt";
        }
    }

    /// The reply ends with this phrase, in any case.
    record EndPhrase(String phrase) implements Constraint {
        @Override
        public String id() {
            return "startend:end_checker";
        }
    }

    /// The reply stands in double quotation marks.
    record Quotation() implements Constraint {
        @Override
        public String id() {
            return "startend:quotation";
        }
    }

    /// So many words of capital letters only.
    record CapitalWords(Relation relation, int frequency) implements Constraint {
        @Override
        public String id() {
            return "change_case:capital_word_frequency";
        }
    }

    /// English without small letters.
    record AllCapital() implements Constraint {
        @Override
        public String id() {
            return "change_case:english_capital";
        }
    }

    /// English without capital letters.
    record AllLowercase() implements Constraint {
        @Override
        public String id() {
            return "change_case:english_lowercase";
        }
    }

    record NoComma() implements Constraint {
        @Override
        public String id() {
            return "punctuation:no_comma";
        }
    }

    /// So many items of a list, numbered or with bullets. Not of IFEval.
    record ListItems(Relation relation, int count) implements Constraint {
        @Override
        public String id() {
            return "detectable_format:number_list_items";
        }
    }

    /// So many paragraphs, with an empty line between them. Not of IFEval.
    record PlainParagraphs(Relation relation, int count) implements Constraint {
        @Override
        public String id() {
            return "length_constraints:number_plain_paragraphs";
        }
    }

    /// The reply begins with this phrase, in any case. Not of IFEval's registry.
    record StartPhrase(String phrase) implements Constraint {
        @Override
        public String id() {
            return "startend:start_checker";
        }
    }
}
