package dev.seedbed.curate.judge;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.JsonException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the verdict in a judge's reply, by strict rules.
///
/// ```java
/// VerdictGrammar<Double> scores = VerdictGrammar.scores(Scale.of(1, 5));
/// scores.read("Clear and right.\nScore: 4");              // given: 4.0
/// scores.read("I thought of a score of 3 first.");         // unscored: no-verdict
/// scores.read("Score: 3\nOn second thought...\nScore: 4"); // unscored: two-verdicts
/// ```
///
/// **Where:** the verdict is the last sentence of the last line that is the judge's own. Quotations, code fences, the
/// delimited material and what the judge thought in `<think>` tags are not; a fence that ends the reply may hold the
/// verdict. A number in a sentence is none. **How:** `Score: 4`, `**Final rating:** 4/5`, `[[4]]`, `[RESULT] 4`,
/// `4 out of 5`, `<score>4</score>`, a JSON object with `score`; for preferences `Verdict: A`, `[[A>B]]`, `B>>A`,
/// `Winner: Answer B`, `tie`, `[[C]]`; for rankings `Ranking: 2 > 1 > 3`, `[2] > [1] > [3]`. Forms of MT-Bench
/// (`[[4]]`, `[[C]]` for a tie), Prometheus (`[RESULT] 4`), Arena-Hard (`[[A>>B]]`) and RankGPT are among them.
/// **Two** different verdicts in own words are none.
///
/// **Signed** verdicts carry a marker that only the prompt knew (`Score k3x9: 4`), so that a text which holds a verdict
/// cannot pass for the judge. Then no other form counts.
///
/// Pure and thread-safe. Takes time linear in the reply.
public final class VerdictGrammar<T> implements VerdictForm<T> {
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?…。]+[\"')\\]”]*\\s+");
    private static final Pattern LAST_STOP = Pattern.compile("[\\s.!。]+$");
    private static final Pattern DOUBLE_BRACKETS = Pattern.compile("\\[\\[([^\\[\\]]{1,400})\\]\\]");
    private static final String BETWEEN =
            "\\s*(?:\\((?:out of|from|\\d+\\s*(?:-|–|to))\\s*(?<SCALE>\\d+)\\)\\s*)?(?:[:=]|is\\b(?:\\s*:)?|of\\b|[-–—](?=\\s))?\\s*";
    private static final List<String> REASON_KEYS = List.of(
            "reason", "reasons", "reasoning", "explanation", "feedback", "rationale", "justification", "analysis");
    /// JSON can say a key and a value in many ways, so that any object is suspicious.
    private static final Pattern OBJECT = Pattern.compile("\\{\\s*\"");

    private static final int SHOWN = 120;

    /// The values of one grammar.
    ///
    /// @param word that the verdict asked for begins with
    /// @param label a regular expression of all that may stand before a value, without groups
    /// @param keys by which JSON may have it
    /// @param form of what stands behind the word, for the prompt
    /// @param value what stands behind a label
    /// @param bare a sentence without a label
    /// @param hints by which a text is found that may hold a verdict
    record Values<T>(
            String word,
            String label,
            Set<String> keys,
            String form,
            Function<String, Spoken<T>> value,
            Function<String, Spoken<T>> bare,
            Optional<Long> highest,
            Hints hints) {}

    /// What makes a text suspicious.
    ///
    /// @param values how a value begins, behind a label
    /// @param forms that need no label
    record Hints(String values, String forms) {
        static final Hints STANDARD = new Hints(
                "\\d|[abc]\\b|tie\\b|draw\\b",
                "\\[\\[|\\[\\d+\\]|\\d\\s*>\\s*\\d|\\b\\d+\\s*(?:/|out\\s+of)\\s*\\d"
                        + "|(?:\\banswer\\s+)?\\b[ab]\\s*[<>=≈]+\\s*(?:answer\\s+)?[ab]\\b|\\[answer\\s+[ab]\\]");
    }

    private final Values<T> values;
    private final Pattern labelled;
    private final Pattern bracketed;
    private final Pattern anywhere;

    private final boolean alone;

    private VerdictGrammar(Values<T> values, boolean alone) {
        this.values = values;
        this.alone = alone;
        String label = label(values);
        this.labelled = pattern("(?:" + label + "\\s*[:=]\\s*)?" + label + BETWEEN + "(?<VALUE>.+)");
        this.bracketed = pattern("(?:^|.*\\s)(?<TOKEN>\\[)(?:" + values.label() + ")\\]\\s*:?\\s*(?<VALUE>.+)");
        this.anywhere = pattern("(?:" + values.label()
                + ")\\b[^\\p{Alpha}\\n]{0,20}(?:(?:is|of|the|answer|response|assistant)\\b[^\\p{Alpha}\\n]{0,8}){0,3}(?:"
                + values.hints().values() + ")|" + values.hints().forms());
    }

    private static String label(Values<?> values) {
        return "(?:(?:my|the|your|final|overall|total)\\s+){0,3}(?:" + values.label() + ")";
    }

    private static Pattern pattern(String text) {
        return Pattern.compile(text, Pattern.CASE_INSENSITIVE);
    }

    /// Scores on a scale.
    public static VerdictGrammar<Double> scores(Scale scale) {
        return new VerdictGrammar<>(ScoreValues.of(scale), false);
    }

    /// Which of two is better, or a tie.
    public static VerdictGrammar<Preference> preferences() {
        return new VerdictGrammar<>(PreferenceValues.of(), false);
    }

    /// An order of so many, the best first, as their numbers from 1.
    public static VerdictGrammar<List<Integer>> rankings(int count) {
        return new VerdictGrammar<>(RankingValues.of(count), false);
    }

    /// One of some words, such as `Verdict: correct`.
    ///
    /// @param word that the verdict asked for begins with
    /// @param choices what the words mean. Letters' case does not count, but for words of one letter, as `a` is one
    ///     of everyday speech
    public static <T> VerdictGrammar<T> choices(String word, Map<String, T> choices) {
        return new VerdictGrammar<>(ChoiceValues.of(word, choices), false);
    }

    /// This, which also takes a reply of one line that is nothing but the value, for prompts that ask for no more.
    public VerdictGrammar<T> alone() {
        return new VerdictGrammar<>(values, true);
    }

    /// What a judge is asked to end with, such as `Score: <a whole number from 1 to 5>`.
    @Override
    public String form() {
        return values.word() + ": " + values.form();
    }

    @Override
    public String form(String signature) {
        return values.word() + " " + signature + ": " + values.form();
    }

    @Override
    public boolean mayBeIn(String text) {
        return text.contains(JudgeWords.THOUGHT_ENDS)
                || OBJECT.matcher(text).find()
                || text.lines()
                        .map(JudgeWords::plain)
                        .anyMatch(line -> anywhere.matcher(line).find()
                                || ending(line).said().isSomething()
                                || (alone && value(line).isSomething())
                                || sentences(line).stream()
                                        .anyMatch(each -> sentence(each).isSomething()));
    }

    /// The verdict of a whole reply.
    public Verdict<T> read(String reply) {
        return read(JudgeWords.of(reply, Optional.empty()));
    }

    @Override
    public Verdict<T> read(String reply, String marker) {
        return read(JudgeWords.of(reply, Optional.of(marker)));
    }

    @Override
    public Verdict<T> readSigned(String reply, String marker) {
        JudgeWords words = JudgeWords.ofSigned(reply, marker);
        Pattern signed =
                pattern(label(values) + "\\s+[\\[(<]?" + Pattern.quote(marker) + "[\\])>]?" + BETWEEN + "(?<VALUE>.+)");
        Function<String, Spoken<T>> sentence = text -> matched(signed, text);
        Spoken<T> last = sentence.apply(lastSentence(words.last()));
        if (!last.isSomething()) {
            return Verdict.unscored(
                    "unsigned-verdict",
                    "what is judged holds a verdict, so the judge's own must be `" + form(marker)
                            + "`, but the reply ends with \"" + shown(words.last()) + "\"");
        }
        Set<Spoken<T>> all = new LinkedHashSet<>();
        words.own().stream()
                .flatMap(line -> sentences(line).stream())
                .map(sentence)
                .forEach(all::add);
        String before = words.last()
                .substring(0, words.last().length() - lastSentence(words.last()).length());
        return verdict(last, all, words.before(words.lastOwn(), before));
    }

    private Verdict<T> read(JudgeWords words) {
        Optional<Map<String, ?>> object = object(words);
        if (object.isPresent()) {
            return ofObject(object.get(), words);
        }
        if (alone && words.own().size() == 1 && value(words.last()).isSomething()) {
            return verdict(value(words.last()), Set.of(), words.thought());
        }
        Ending<T> ending = ending(words.last());
        if (!ending.said().isSomething()) {
            return Verdict.unscored(
                    "no-verdict",
                    "the reply must end with `" + form() + "`, but ends with \"" + shown(words.last()) + "\"");
        }
        return verdict(ending.said(), said(words), words.before(words.lastOwn(), ending.before()));
    }

    /// All that the judge's own lines say.
    private Set<Spoken<T>> said(JudgeWords words) {
        Set<Spoken<T>> all = new LinkedHashSet<>();
        for (String line : words.own()) {
            sentences(line).forEach(text -> all.add(sentence(text)));
            all.add(ending(line).said());
            object(line).ifPresent(object -> all.addAll(fields(object)));
            Matcher brackets = DOUBLE_BRACKETS.matcher(line);
            while (brackets.find()) {
                all.add(values.value().apply(brackets.group(1).strip()));
            }
        }
        all.removeIf(each -> !each.isSomething());
        return all;
    }

    private Verdict<T> verdict(Spoken<T> last, Set<Spoken<T>> all, String reasons) {
        List<Spoken<T>> others = all.stream()
                .filter(Spoken::isSomething)
                .filter(each -> !each.equals(last))
                .toList();
        return switch (last) {
            case Spoken.Nothing<T> _ -> Verdict.unscored("no-verdict", "there is no verdict");
            case Spoken.Wrong<T> wrong -> Verdict.unscored(wrong.cause(), wrong.explanation());
            case Spoken.Said<T> _
            when !others.isEmpty() ->
                Verdict.unscored("two-verdicts", "the reply says " + words(last) + " and " + words(others.getFirst()));
            case Spoken.Said<T> said -> Verdict.given(said.value(), reasons);
        };
    }

    private static String words(Spoken<?> spoken) {
        return switch (spoken) {
            case Spoken.Nothing<?> _ -> "nothing";
            case Spoken.Wrong<?> wrong -> wrong.explanation();
            case Spoken.Said<?> said -> String.valueOf(said.value()).toLowerCase(Locale.ROOT);
        };
    }

    private static List<String> sentences(String line) {
        return new ArrayList<>(List.of(SENTENCE_END.split(line)));
    }

    private static String lastSentence(String line) {
        List<String> sentences = sentences(line);
        return sentences.isEmpty() ? "" : sentences.getLast();
    }

    /// What the end of a line says.
    private Ending<T> ending(String line) {
        String sentence = lastSentence(line);
        Spoken<T> said = sentence(sentence);
        if (said.isSomething()) {
            return new Ending<>(said, line.substring(0, line.length() - sentence.length()));
        }
        String end = LAST_STOP.matcher(line).replaceAll("");
        Matcher named = bracketed.matcher(end);
        if (named.matches()) {
            Spoken<T> value = values.value().apply(named.group("VALUE").strip());
            return new Ending<>(
                    value.isSomething() ? value : sentence(named.group("VALUE")),
                    end.substring(0, named.start("TOKEN")));
        }
        int brackets = end.lastIndexOf("[[");
        return brackets >= 0 && DOUBLE_BRACKETS.matcher(end.substring(brackets)).matches()
                ? new Ending<>(
                        values.value()
                                .apply(end.substring(brackets + 2, end.length() - 2)
                                        .strip()),
                        end.substring(0, brackets))
                : new Ending<>(Spoken.nothing(), line);
    }

    /// What a line says that is nothing but a value.
    private Spoken<T> value(String line) {
        return values.value().apply(LAST_STOP.matcher(line).replaceAll("").strip());
    }

    /// @param before what stands before it in its line
    private record Ending<T>(Spoken<T> said, String before) {}

    /// What a sentence by itself says.
    private Spoken<T> sentence(String sentence) {
        String text = LAST_STOP.matcher(sentence).replaceAll("");
        Spoken<T> bare = values.bare().apply(text);
        return bare.isSomething() ? bare : matched(labelled, unwrapped(text));
    }

    private Spoken<T> matched(Pattern pattern, String sentence) {
        Matcher matcher = pattern.matcher(LAST_STOP.matcher(sentence).replaceAll(""));
        if (!matcher.matches()) {
            return Spoken.nothing();
        }
        String scale = matcher.group("SCALE");
        if (scale != null
                && values.highest().isPresent()
                && !scale.equals(Long.toString(values.highest().get()))) {
            return Spoken.wrong("other-scale", "\"" + shown(sentence) + "\" is on another scale");
        }
        return values.value().apply(matcher.group("VALUE").strip());
    }

    /// `(Score 5)` and `[Score: 4]` without the brackets.
    private static String unwrapped(String text) {
        boolean round = text.startsWith("(") && text.endsWith(")");
        boolean square = text.startsWith("[") && text.endsWith("]") && !text.startsWith("[[");
        return round || square ? text.substring(1, text.length() - 1).strip() : text;
    }

    /// The JSON object that is the reply, or ends it.
    private Optional<Map<String, ?>> object(JudgeWords words) {
        List<String> candidates = new ArrayList<>();
        words.closing().ifPresent(candidates::add);
        if (words.lastOwn() >= 0) {
            candidates.add(words.raw().get(words.lastOwn()));
        }
        candidates.add(String.join("\n", words.raw()));
        return candidates.stream()
                .map(VerdictGrammar::object)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Map<String, ?>> object(String candidate) {
        String text = candidate.strip();
        if (!text.startsWith("{") || !text.endsWith("}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.parseObject(text).asMap());
        } catch (JsonException _) {
            return Optional.empty();
        }
    }

    private Set<Spoken<T>> fields(Map<String, ?> object) {
        Set<Spoken<T>> all = new LinkedHashSet<>();
        object.forEach((name, value) -> {
            if (values.keys().contains(key(name))) {
                all.add(ofField(Data.of("value", value)));
            }
        });
        return all;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    private Verdict<T> ofObject(Map<String, ?> object, JudgeWords words) {
        Set<Spoken<T>> all = fields(object);
        String reasons = "";
        for (Map.Entry<String, ?> field : object.entrySet()) {
            if (REASON_KEYS.contains(key(field.getKey())) && field.getValue() instanceof String text) {
                reasons = text.strip();
            }
        }
        all.removeIf(each -> !each.isSomething());
        all.addAll(said(words));
        if (all.isEmpty()) {
            return Verdict.unscored("no-verdict", "the JSON of the reply has none of " + values.keys());
        }
        String before = words.before(
                words.raw().stream()
                        .takeWhile(line ->
                                !line.strip().startsWith("{") && !line.strip().startsWith("```"))
                        .toList()
                        .size(),
                "");
        return verdict(all.iterator().next(), all, reasons.isEmpty() ? before : reasons);
    }

    private Spoken<T> ofField(Data field) {
        String text = JudgeWords.plain(field.textIfPresent("value").orElse(""));
        Spoken<T> value = values.value().apply(text);
        return value.isSomething() || text.isEmpty()
                ? value
                : Spoken.wrong("no-verdict", "\"" + shown(text) + "\" is no verdict");
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, text.offsetByCodePoints(0, SHOWN / 2)) + "...";
    }
}
