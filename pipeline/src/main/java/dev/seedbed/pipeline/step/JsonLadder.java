package dev.seedbed.pipeline.step;

import dev.seedbed.api.Json;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.JsonReplies;
import dev.seedbed.api.step.JsonWanted;
import dev.seedbed.api.step.Work;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Gets JSON of a model on the highest rung that it stands on.
///
/// ```java
/// JsonReplies replies = JsonLadder.of(building, wanted);
/// ```
///
/// The rung is chosen while the step is built and holds for all its questions, so that the same pipeline makes
/// the same requests whatever the replies were. Immutable and thread-safe.
public final class JsonLadder implements JsonReplies {
    private static final int REPAIRS_IF_UNSAID = 2;
    private static final String FUNCTION = "reply";
    private static final String PURPOSE = "Takes the answer, in the form that is wanted.";

    private final Model model;
    private final Rung rung;
    private final ObjectSchema asked;
    private final JsonReader reader;
    private final Template telling;
    private final Template repair;
    private final int repairs;
    private final boolean retriesCut;

    private JsonLadder(Building building, JsonWanted wanted, Model model, Rung rung) {
        this.model = model;
        this.rung = rung;
        this.asked =
                rung == Rung.INSTRUCTIONS ? new ObjectSchema(wanted.schema(), false) : ObjectSchema.of(wanted.schema());
        this.reader = new JsonReader(wanted.schema(), asked.isWrapped());
        this.telling = building.prompt(wanted.prompts().schema());
        this.repair = building.prompt(wanted.prompts().repair());
        this.repairs = building.settings().find(REPAIRS).map(Math::toIntExact).orElse(REPAIRS_IF_UNSAID);
        this.retriesCut = wanted.retriesCut();
    }

    /// The way that a step under construction is to ask.
    public static JsonReplies of(Building building, JsonWanted wanted) {
        Model model = building.model(wanted.model());
        Optional<Rung> rung = rung(building, wanted, model);
        try {
            JsonLadder ladder = new JsonLadder(building, wanted, model, rung.orElse(Rung.INSTRUCTIONS));
            return rung.isPresent() ? ladder : new Refused();
        } catch (IllegalArgumentException e) {
            building.problem(wanted.blamed(), "cannot be used: " + e.getMessage());
            return new Refused();
        }
    }

    private static Optional<Rung> rung(Building building, JsonWanted wanted, Model model) {
        Predicate<Rung> fits = rung -> !wanted.raw() || rung == Rung.SCHEMA || rung == Rung.INSTRUCTIONS;
        Predicate<Rung> able = rung -> rung.needed()
                .map(needed -> model.capabilities().contains(needed))
                .orElse(true);
        List<Rung> open = Arrays.stream(Rung.values()).filter(fits.and(able)).toList();
        Settings settings = building.settings();
        String word = settings.find(STRUCTURE).orElse("auto");
        if (word.equals("auto")) {
            return Optional.of(open.getFirst());
        }
        Rung forced = Rung.valueOf(word.toUpperCase(Locale.ROOT));
        if (open.contains(forced)) {
            return Optional.of(forced);
        }
        String why = fits.test(forced)
                ? "the model '" + model.alias() + "' cannot "
                        + forced.needed().map(JsonLadder::inWords).orElse("")
                : "only a conversation can be asked so, and this is a text to continue";
        building.problem(
                STRUCTURE,
                "is '" + word + "', but " + why + "; give "
                        + open.stream().map(each -> "`" + each.word() + "`").collect(Collectors.joining(", "))
                        + " or `auto`");
        return Optional.empty();
    }

    private static String inWords(Capability needed) {
        return switch (needed) {
            case SCHEMA -> "be held to a JSON Schema";
            case TOOLS -> "call functions";
            case JSON -> "be held to JSON";
            case CHAT, RAW, PREFILL, SEED, LOG_PROBABILITIES, BATCH, EMBED, CLASSIFY -> needed.name();
        };
    }

    @Override
    public Rung rung() {
        return rung;
    }

    @Override
    public List<Answer> askAll(Work work, List<Ask> questions) throws InterruptedException {
        List<JsonQuestion> all = new ArrayList<>();
        for (Ask question : questions) {
            all.add(new JsonQuestion(this, rendered(question)));
        }
        List<JsonQuestion> open = all;
        while (!open.isEmpty()) {
            List<Reply> replies =
                    work.askAll(open.stream().map(JsonQuestion::next).toList());
            for (int i = 0; i < replies.size(); i++) {
                open.get(i).take(replies.get(i));
            }
            open = open.stream().filter(question -> question.answer().isEmpty()).toList();
        }
        return all.stream().map(question -> question.answer().orElseThrow()).toList();
    }

    private Ask rendered(Ask question) {
        Request plain = question.request();
        if (!question.model().alias().equals(model.alias())) {
            throw new IllegalArgumentException("the question is to '"
                    + question.model().alias() + "', but these replies are those of '" + model.alias() + "'");
        }
        if (plain.format().isPresent()) {
            throw new IllegalArgumentException(
                    "the question asks for a format: " + plain.format().get());
        }
        Request request = plain.input() instanceof Request.Chat chat && isTold()
                ? new Request(new Request.Chat(told(chat.messages())), plain.sampling(), Optional.empty())
                : plain;
        return question.with(format().map(request::withFormat).orElse(request)).held(rung);
    }

    private boolean isTold() {
        return rung == Rung.JSON || rung == Rung.INSTRUCTIONS;
    }

    private Optional<Request.Format> format() {
        return switch (rung) {
            case SCHEMA -> Optional.of(new Request.Schema(asked.schema()));
            case TOOL -> Optional.of(new Request.Tool(FUNCTION, PURPOSE, asked.schema()));
            case JSON -> Optional.of(new Request.AnyJson());
            case INSTRUCTIONS -> Optional.empty();
        };
    }

    /// The conversation with the schema in its last turn.
    private List<Message> told(List<Message> messages) {
        Message last = messages.getLast();
        String content = last.content() + "\n\n" + telling.render(Map.of("schema", Json.write(asked.schema())));
        List<Message> told = new ArrayList<>(messages);
        told.set(told.size() - 1, new Message(last.role(), content));
        return told;
    }

    JsonReader reader() {
        return reader;
    }

    int repairs() {
        return repairs;
    }

    boolean retriesCut() {
        return retriesCut;
    }

    /// The question with an answer behind it that was wrong, and what is wrong with it. The schema is told here
    /// on every rung: where the endpoint should have held the reply to it, the endpoint plainly did not.
    Ask repairing(Ask first, Reply reply, List<String> errors) {
        if (!(first.request().input() instanceof Request.Chat chat)) {
            return first;
        }
        List<Message> messages = new ArrayList<>(chat.messages());
        messages.add(Message.assistant(reply.text()));
        messages.add(Message.user(repair.render(
                Map.of("errors", "- " + String.join("\n- ", errors), "schema", Json.write(asked.schema())))));
        Request request = new Request(
                new Request.Chat(messages),
                first.request().sampling(),
                first.request().format());
        return first.with(request).with(repair.reference());
    }

    /// Stands for a way that cannot be taken. The pipeline has a problem and never runs.
    private record Refused() implements JsonReplies {
        @Override
        public Rung rung() {
            return Rung.INSTRUCTIONS;
        }

        @Override
        public List<Answer> askAll(Work work, List<Ask> questions) {
            throw new IllegalStateException("the pipeline was found wrong, so nothing is asked");
        }
    }
}
