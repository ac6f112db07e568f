package dev.seedbed.curate.topic;

import dev.seedbed.api.Data;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.curate.column.TextColumns;
import dev.seedbed.curate.file.FileText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The `topic-similarity` step of the pipeline language: a [BoundsGate] that goes by topics.
final class TopicSimilarity {
    private static final Parameter<String> EMBEDDINGS =
            Parameter.embedder("embeddings", "The model that embeds.").required();

    private static final Parameter<Map<String, List<String>>> LIKE = Parameter.mapOf(
            "like", new Kind.ListOf<>(new Kind.Text()), "Topics by name, each with some texts that are about it.");

    private static final Parameter<Map<String, Path>> LIKE_FILES = Parameter.mapOf(
            "like-files",
            new Kind.FilePath(true),
            "Topics by name, each with a file of texts, one in each line; `#` begins a comment.");

    private static final Parameter<List<String>> ALLOW =
            Parameter.listOf("allow", new Kind.Text(), "Names of topics; a row must be like one of them.");

    private static final Parameter<List<String>> DENY =
            Parameter.listOf("deny", new Kind.Text(), "Names of topics; a row must be like none of them.");

    private static final Parameter<Double> ALLOW_FROM = Parameter.decimal(
                    "allow-from", -1, 1, "The least cosine with a topic of `allow` that counts as like it.")
            .defaultsTo(0.25);

    private static final Parameter<Double> DENY_FROM = Parameter.decimal(
                    "deny-from", -1, 1, "The least cosine with a topic of `deny` that counts as like it.")
            .defaultsTo(0.4);

    private static final Parameter<Boolean> ANNOTATE = Parameter.flag(
                    "annotate", "Whether to let all rows pass, with their cosines in a column.")
            .defaultsTo(false);

    static final StepType TYPE = StepType.named(
                    "topic-similarity",
                    StepKind.GATE,
                    "Rejects rows by what they mean: those like examples of one topic, or like none of another.")
            .details("""
                    Each topic has a few examples, of the kind that rows are. Its centre is the mean of their embeddings, and a row is
                    like it if the cosine of the row's embedding and the centre is high enough. Five to twenty examples that differ
                    among each other do; that they are told from other topics is up to the model. Look first, with
                    `annotate: true`: what cosine is high depends on model, examples and rows. A topic that is denied goes before
                    one that is allowed. A row without a text is about nothing: `allow` rejects it, `deny` does not.

                    Each text is embedded once, however often it comes, in this run and in later ones. The examples are embedded with the
                    first row that comes, and their calls and cost are counted with it; if one of them gets no vector, the run stops and
                    names it.

                    With `annotate` nothing is rejected, and `allow` and `deny` may be left out. Column: `topic_similarity`, the
                    cosine by topic; by column and topic if several are looked at.

                    Reasons: `denied-topic`, `other-topic`. Evidence: `column`, the closest `topic` of those that are denied, or of
                    those that are allowed, its `similarity`, the bound as `deny_from` or `allow_from`, and all topics'
                    `similarities`.""")
            .taking(TextColumns.COLUMN, EMBEDDINGS, LIKE, LIKE_FILES, ALLOW, DENY, ALLOW_FROM, DENY_FROM, ANNOTATE)
            .needing(Capability.EMBED)
            .example("""
                    - topic-similarity:
                        column: question
                        embeddings: meaning
                        like: { betting: [How do odds work?, Which horse will win?], physics: [Why do ships float?] }
                        deny: betting
                        allow: physics""")
            .builtBy(TopicSimilarity::build);

    private static final BoundsGate.Wording WORDING = new BoundsGate.Wording(
            "topic_similarity",
            "topic",
            "similarity",
            "similarities",
            "denied-topic",
            "other-topic",
            (topic, cosine, bound) -> " is like the examples of '" + topic + "': a cosine of " + cosine + ", of "
                    + bound + " at which it is denied",
            (topic, cosine, bound) -> " is not like the examples of any topic allowed: '" + topic
                    + "' is the closest, with a cosine of " + cosine + ", of " + bound + " at least",
            " has no text, so it is about none of the topics");

    private TopicSimilarity() {}

    private static Step build(Building building) {
        Settings settings = building.settings();
        Set<String> unread = new TreeSet<>();
        Map<String, List<String>> examples = examples(building, unread);
        Bounds bounds = Bounds.of(settings, ALLOW, ALLOW_FROM, DENY, DENY_FROM);
        check(building, bounds, examples.keySet(), unread);
        Model model = building.findModel(EMBEDDINGS).orElseThrow();
        TopicCentroids topics = new TopicCentroids(building.name(), model, examples);
        return new BoundsGate(
                building.name(),
                settings.get(TextColumns.COLUMN),
                bounds,
                WORDING,
                settings.get(ANNOTATE),
                (text, work) -> new BoundsGate.Seen(topics.similarities(text, work), Data.empty()));
    }

    /// @param unread takes the topics whose files cannot be read
    private static Map<String, List<String>> examples(Building building, Set<String> unread) {
        Map<String, List<String>> examples = new LinkedHashMap<>();
        building.settings()
                .find(LIKE)
                .orElse(Map.of())
                .forEach((topic, texts) -> addTo(examples, building, LIKE, topic, texts));
        building.settings().find(LIKE_FILES).orElse(Map.of()).forEach((topic, file) -> {
            building.input(file);
            read(building, topic, file)
                    .ifPresentOrElse(
                            texts -> addTo(examples, building, LIKE_FILES, topic, texts), () -> unread.add(topic));
        });
        return examples;
    }

    private static void addTo(
            Map<String, List<String>> examples,
            Building building,
            Parameter<?> setting,
            String topic,
            List<String> texts) {
        List<String> worded = texts.stream().filter(text -> !text.isBlank()).toList();
        if (worded.isEmpty()) {
            building.problem(setting, "has no examples of '" + topic + "'; give a few texts that are about it");
        }
        examples.computeIfAbsent(topic, _ -> new ArrayList<>()).addAll(worded);
    }

    private static Optional<List<String>> read(Building building, String topic, Path file) {
        try {
            return Optional.of(TermFile.lines(FileText.read(file, "The examples of '" + topic + "'")));
        } catch (SeedbedException e) {
            building.problem(
                    LIKE_FILES, "has '" + file + "' for '" + topic + "', but that cannot be read as a text in UTF-8");
            return Optional.empty();
        }
    }

    /// @param unread topics that there are, too: what is wrong with them has been said
    private static void check(Building building, Bounds bounds, Set<String> topics, Set<String> unread) {
        Set<String> all = new LinkedHashSet<>(topics);
        all.addAll(unread);
        if (all.isEmpty()) {
            building.problem(LIKE, "is left out, and so is `like-files`, so there are no topics; give one of them");
            return;
        }
        boolean annotates = building.settings().get(ANNOTATE);
        if (!annotates && bounds.letAllPass()) {
            building.problem(ALLOW, "is left out, and so is `deny`, so every row would pass; give one of them");
            return;
        }
        bounds.refuseUnknown(building, ALLOW, DENY, all, "there are examples of " + Bounds.quoted(all) + " only");
        bounds.refuseBoth(building, DENY);
        Set<String> idle = new TreeSet<>(topics);
        bounds.allow().forEach(idle::remove);
        bounds.deny().forEach(idle::remove);
        if (!annotates && !idle.isEmpty()) {
            building.problem(
                    LIKE, "has " + Bounds.quoted(idle) + ", but neither `allow` nor `deny` names it; do, or remove it");
        }
    }
}
