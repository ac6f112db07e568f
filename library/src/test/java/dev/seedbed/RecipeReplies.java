package dev.seedbed;

import dev.seedbed.api.Data;
import dev.seedbed.api.Hash;
import dev.seedbed.api.Json;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Provider;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Reply.Finish;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.testkit.ScriptedModel;
import dev.seedbed.testkit.ScriptedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A model that answers a recipe's questions as a file says:
///
/// ```json
/// { "rules":   [ { "when": "Rewrite this", "say": [ "a reply", { "text": "a part", "finish": "length" } ] } ],
///   "reasons": [ "truncated" ] }
/// ```
///
/// The first rule whose `when`, a regular expression, is found in the conversation answers; which of its replies
/// follows from request and seed. `{{words}}` in a reply is a few words, `{{number}}` a number from 0 to 999 and
/// `{{1}}` the regular expression's first group, each different or the same as request and seed are.
final class RecipeReplies implements Provider {
    private record Rule(Pattern when, List<Data> say) {}

    private final List<Rule> rules = new ArrayList<>();
    private final Set<String> used = ConcurrentHashMap.newKeySet();
    private final List<String> reasons;

    RecipeReplies(Path file) throws IOException {
        Data read = Json.parseObject(Files.readString(file));
        for (Object rule : list(read.value("rules"))) {
            Map<?, ?> fields = (Map<?, ?>) rule;
            rules.add(new Rule(
                    Pattern.compile(String.valueOf(fields.get("when")), Pattern.DOTALL),
                    list(fields.get("say")).stream().map(RecipeReplies::reply).toList()));
        }
        reasons = list(read.value("reasons")).stream().map(String::valueOf).toList();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static Data reply(Object written) {
        return written instanceof Map<?, ?> map
                ? Data.of("text", map.get("text")).with("finish", map.get("finish"))
                : Data.of("text", written).with("finish", "stop");
    }

    /// The reasons for which rows must be rejected.
    List<String> reasons() {
        return reasons;
    }

    /// The rules by which nothing was said.
    List<String> unused() {
        return rules.stream()
                .map(rule -> rule.when().pattern())
                .filter(pattern -> !used.contains(pattern))
                .toList();
    }

    private Reply answer(Request request, int seed) {
        String asked = asked(request);
        Hash hash = Hash.of(Json.canonical(request.asMap()), Integer.toString(seed));
        for (Rule rule : rules) {
            var found = rule.when().matcher(asked);
            if (found.find()) {
                used.add(rule.when().pattern());
                Data said = rule.say()
                        .get((int) Math.floorMod(hash.low(), (long) rule.say().size()));
                String text = said.text("text")
                        .replace("{{words}}", ScriptedText.words(hash))
                        .replace("{{number}}", Long.toString(Math.floorMod(hash.high(), 1000L)))
                        .replace("{{1}}", found.groupCount() > 0 ? found.group(1) : "");
                Reply whole = ScriptedModel.reply(request, text);
                return Reply.of(
                        whole.text(),
                        said.text("finish").equals("stop") ? whole.finish() : finish(said.text("finish")),
                        new Usage(whole.usage().input(), whole.usage().output(), false));
            }
        }
        throw new AssertionError("no rule for what was asked:\n" + asked);
    }

    private static Finish finish(String word) {
        return switch (word) {
            case "length" -> Finish.LENGTH;
            case "filtered" -> Finish.FILTERED;
            default -> throw new IllegalArgumentException("a reply may end with stop, length or filtered: " + word);
        };
    }

    private static String asked(Request request) {
        return switch (request.input()) {
            case Request.Raw raw -> raw.text();
            case Request.Chat chat ->
                chat.messages().stream()
                        .map(message -> message.role() + ": " + message.content())
                        .collect(Collectors.joining("\n"));
        };
    }

    @Override
    public String id() {
        return "scripted";
    }

    @Override
    public String summary() {
        return "Answers as a file says.";
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of();
    }

    @Override
    public boolean isFree() {
        return true;
    }

    @Override
    public Endpoint open(Settings settings, Map<String, String> environment) {
        return new ScriptedModel(this::answer)
                .capabilities(EnumSet.of(Capability.CHAT, Capability.RAW, Capability.SEED))
                .chatTemplate((messages, addGenerationPrompt) -> messages.stream()
                                .map(message -> "<|" + message.role() + "|>\n" + message.content() + "<|end|>\n")
                                .collect(Collectors.joining())
                        + (addGenerationPrompt ? "<|ASSISTANT|>\n" : ""));
    }
}
