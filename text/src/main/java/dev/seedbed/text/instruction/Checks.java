package dev.seedbed.text.instruction;

import dev.seedbed.text.JsonSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One check for each kind of constraint.
record Checks(LanguageOf languages) {
    private static final List<String> ANSWERS = List.of("My answer is yes.", "My answer is no.", "My answer is maybe.");
    private static final int LONGEST_SEEN = 60;

    Result check(Constraint constraint, String reply) {
        if (reply.isBlank()) {
            return new Result(false, "an empty reply", "a reply");
        }
        return switch (constraint) {
            case Constraint.Keywords(List<String> keywords) -> keywords(keywords, reply);
            case Constraint.KeywordFrequency(String keyword, Relation relation, int frequency) ->
                counted(Counts.occurrences(reply, keyword), relation, frequency, "times \"" + keyword + "\"");
            case Constraint.ForbiddenWords(List<String> words) -> forbidden(words, reply);
            case Constraint.LetterFrequency(String letter, Relation relation, int frequency) ->
                counted(Counts.occurrences(reply, letter), relation, frequency, "times \"" + letter + "\"");
            case Constraint.Language(String language) -> language(language, reply);
            case Constraint.Sentences(Relation relation, int count) ->
                counted(SentenceCount.of(reply), relation, count, "sentences");
            case Constraint.DividedParagraphs(int count) -> dividedParagraphs(count, reply);
            case Constraint.Words(Relation relation, int count) ->
                counted(Counts.words(reply), relation, count, "words");
            case Constraint.ParagraphFirstWord(int paragraphs, int nth, String firstWord) ->
                paragraphFirstWord(paragraphs, nth, firstWord, reply);
            case Constraint.Placeholders(int least) ->
                counted(Counts.placeholders(reply), Relation.AT_LEAST, least, "placeholders in square brackets");
            case Constraint.Postscript(String marker) ->
                present(Counts.hasPostscript(reply, marker), "a postscript with " + marker);
            case Constraint.Bullets(int count) ->
                counted(Counts.bullets(reply), Relation.EXACTLY, count, "bullet points");
            case Constraint.YesNoMaybe() -> present(ANSWERS.stream().anyMatch(reply::contains), "one of " + ANSWERS);
            case Constraint.Highlights(int least) ->
                counted(Counts.highlights(reply), Relation.AT_LEAST, least, "highlighted parts");
            case Constraint.Sections(String marker, int least) ->
                counted(Counts.sections(reply, marker), Relation.AT_LEAST, least, "sections marked " + marker);
            case Constraint.Json() -> json(reply);
            case Constraint.Title() -> present(Counts.hasTitle(reply), "a title as <<title>>");
            case Constraint.TwoResponses() -> twoResponses(reply);
            case Constraint.RepeatedPrompt(String prompt) -> start(prompt, reply);
            case Constraint.EndPhrase(String phrase) -> end(phrase, reply);
            case Constraint.Quotation() -> quotation(reply);
            case Constraint.CapitalWords(Relation relation, int frequency) ->
                counted(CapitalWordCount.of(reply), relation, frequency, "words in capital letters");
            case Constraint.AllCapital() -> oneCase(Counts.isUpper(reply), "English in capital letters only", reply);
            case Constraint.AllLowercase() ->
                oneCase(Counts.isLower(reply), "English in lower-case letters only", reply);
            case Constraint.NoComma() -> noComma(reply);
            case Constraint.ListItems(Relation relation, int count) ->
                counted(Counts.listItems(reply), relation, count, "list items");
            case Constraint.PlainParagraphs(Relation relation, int count) ->
                counted(paragraphs(reply).size(), relation, count, "paragraphs");
            case Constraint.StartPhrase(String phrase) -> start(phrase, reply);
        };
    }

    private static Result counted(int seen, Relation relation, int bound, String unit) {
        return new Result(
                relation.holds(seen, bound), Integer.toString(seen), relation.words() + " " + bound + " " + unit);
    }

    private static Result present(boolean there, String wanted) {
        return new Result(there, there ? "it" : "none", wanted);
    }

    private static Result keywords(List<String> keywords, String reply) {
        List<String> missing = keywords.stream()
                .filter(keyword -> Counts.occurrences(reply, keyword) == 0)
                .toList();
        return new Result(missing.isEmpty(), missing.isEmpty() ? "all" : "all but " + missing, "all of " + keywords);
    }

    private static Result forbidden(List<String> words, String reply) {
        List<String> seen =
                words.stream().filter(word -> Counts.hasWord(reply, word)).toList();
        return new Result(seen.isEmpty(), seen.isEmpty() ? "none" : seen.toString(), "none of " + words);
    }

    private Result language(String language, String reply) {
        return languages
                .code(reply)
                .map(code -> new Result(sameLanguage(code, language), code, "the language " + language))
                .orElseGet(() -> LanguageScripts.check(language, reply));
    }

    private static boolean sameLanguage(String one, String other) {
        return primary(one).equals(primary(other));
    }

    private static String primary(String code) {
        int end = 0;
        while (end < code.length() && Character.isLetter(code.charAt(end))) {
            end++;
        }
        return code.substring(0, end).toLowerCase(Locale.ROOT);
    }

    private Result oneCase(boolean followed, String wanted, String reply) {
        if (!followed) {
            return new Result(false, "other letters", wanted);
        }
        String language = languages.code(reply).orElse("en");
        return new Result(sameLanguage(language, "en"), language, wanted);
    }

    private static Result dividedParagraphs(int count, String reply) {
        List<String> parts = split(reply, "***");
        int seen = parts.size();
        boolean hole = false;
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).isBlank()) {
                hole |= i > 0 && i < parts.size() - 1;
                seen--;
            }
        }
        return new Result(
                !hole && seen == count,
                seen + (hole ? " with empty ones between them" : ""),
                "exactly " + count + " paragraphs with *** between them");
    }

    private static Result paragraphFirstWord(int wanted, int nth, String firstWord, String reply) {
        List<String> parts = split(reply, "\n\n");
        int seen =
                Math.toIntExact(parts.stream().filter(part -> !part.isBlank()).count());
        String word = nth >= 1 && nth <= seen ? firstWord(parts.get(nth - 1).strip()) : "";
        return new Result(
                seen == wanted && word.equals(firstWord.toLowerCase(Locale.ROOT)),
                seen + " paragraphs, the word \"" + word + "\"",
                wanted + " paragraphs, number " + nth + " beginning with \"" + firstWord + "\"");
    }

    private static String firstWord(String paragraph) {
        int begin = 0;
        while (begin < paragraph.length() && paragraph.charAt(begin) == '\'') {
            begin++;
        }
        while (begin < paragraph.length() && paragraph.charAt(begin) == '"') {
            begin++;
        }
        int end = begin;
        while (end < paragraph.length()
                && !Character.isWhitespace(paragraph.charAt(end))
                && ".,?!'\"".indexOf(paragraph.charAt(end)) < 0) {
            end++;
        }
        return paragraph.substring(begin, end).toLowerCase(Locale.ROOT);
    }

    private static Result json(String reply) {
        String value = reply.strip();
        for (String fence : List.of("```json", "```Json", "```JSON", "```")) {
            value = value.startsWith(fence) ? value.substring(fence.length()) : value;
        }
        value = value.endsWith("```") ? value.substring(0, value.length() - 3) : value;
        int error = JsonSyntax.firstError(value.strip());
        return new Result(
                error < 0, error < 0 ? "JSON" : "no JSON from character " + (error + 1), "the whole reply as JSON");
    }

    private static Result twoResponses(String reply) {
        List<String> parts = split(reply, "******");
        List<String> filled = new ArrayList<>();
        boolean hole = false;
        for (int i = 0; i < parts.size(); i++) {
            if (!parts.get(i).isBlank()) {
                filled.add(parts.get(i).strip());
            } else {
                hole |= i > 0 && i < parts.size() - 1;
            }
        }
        boolean followed = !hole && filled.size() == 2 && !filled.getFirst().equals(filled.getLast());
        return new Result(followed, filled.size() + " parts", "two different replies with ****** between them");
    }

    private static Result start(String phrase, String reply) {
        String wanted = phrase.strip();
        String value = reply.strip();
        return new Result(
                value.toLowerCase(Locale.ROOT).startsWith(wanted.toLowerCase(Locale.ROOT)),
                quoted(value.substring(0, Math.min(value.length(), LONGEST_SEEN))),
                "a reply that begins with " + quoted(wanted));
    }

    private static Result end(String phrase, String reply) {
        String value = reply.strip();
        int begin = 0;
        int end = value.length();
        while (begin < end && value.charAt(begin) == '"') {
            begin++;
        }
        while (end > begin && value.charAt(end - 1) == '"') {
            end--;
        }
        value = value.substring(begin, end);
        return new Result(
                value.toLowerCase(Locale.ROOT).endsWith(phrase.strip().toLowerCase(Locale.ROOT)),
                quoted(value.substring(Math.max(0, value.length() - LONGEST_SEEN))),
                "a reply that ends with " + quoted(phrase.strip()));
    }

    private static Result quotation(String reply) {
        String value = reply.strip();
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return new Result(
                quoted,
                quoted ? "them" : value.charAt(0) + " and " + value.charAt(value.length() - 1),
                "double quotation marks around the reply");
    }

    private static Result noComma(String reply) {
        int comma = reply.indexOf(',');
        return new Result(comma < 0, comma < 0 ? "none" : "one at character " + (comma + 1), "no comma");
    }

    /// Parts of text between empty lines, of which lines of white space are some.
    private static List<String> paragraphs(String reply) {
        List<String> paragraphs = new ArrayList<>();
        StringBuilder paragraph = new StringBuilder();
        for (String line : split(reply, "\n")) {
            if (!line.isBlank()) {
                paragraph.append(line).append('\n');
            } else if (!paragraph.isEmpty()) {
                paragraphs.add(paragraph.toString());
                paragraph.setLength(0);
            }
        }
        if (!paragraph.isEmpty()) {
            paragraphs.add(paragraph.toString());
        }
        return paragraphs;
    }

    private static List<String> split(String text, String divider) {
        List<String> parts = new ArrayList<>();
        int begin = 0;
        for (int end = text.indexOf(divider); end >= 0; end = text.indexOf(divider, begin)) {
            parts.add(text.substring(begin, end));
            begin = end + divider.length();
        }
        parts.add(text.substring(begin));
        return parts;
    }

    private static String quoted(String text) {
        return "\"" + (text.length() <= LONGEST_SEEN ? text : text.substring(0, LONGEST_SEEN) + "...") + "\"";
    }
}
