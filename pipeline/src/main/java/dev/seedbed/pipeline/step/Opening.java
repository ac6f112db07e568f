package dev.seedbed.pipeline.step;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.setting.PromptReference;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How `generate` makes what a model is asked out of a sample.
sealed interface Opening {
    /// What is asked about one sample.
    sealed interface Asked {
        record Chat(List<Message> messages) implements Asked {}

        record Raw(String text) implements Asked {}

        /// Nothing can be asked.
        record Unusable(Rejection rejection) implements Asked {}
    }

    Asked of(Sample sample);

    /// The prompt that stands for it in the records.
    Optional<PromptReference> reference();

    /// A text to continue.
    record Raw(Template prompt) implements Opening {
        @Override
        public Asked of(Sample sample) {
            return new Asked.Raw(prompt.render(sample.data().asMap()));
        }

        @Override
        public Optional<PromptReference> reference() {
            return Optional.of(prompt.reference());
        }
    }

    /// Turns that are written in the pipeline.
    record Written(List<Turn> turns) implements Opening {
        record Turn(Message.Role role, Template content) {}

        @Override
        public Asked of(Sample sample) {
            return new Asked.Chat(turns.stream()
                    .map(turn -> new Message(
                            turn.role(), turn.content().render(sample.data().asMap())))
                    .toList());
        }

        @Override
        public Optional<PromptReference> reference() {
            return Optional.of(turns.getLast().content().reference());
        }
    }

    /// A conversation that a column holds, with perhaps a turn before and a turn behind it.
    record Stored(String column, Optional<Template> system, Optional<Template> prompt) implements Opening {
        @Override
        public Asked of(Sample sample) {
            List<Message> messages = new ArrayList<>();
            system.ifPresent(template ->
                    messages.add(Message.system(template.render(sample.data().asMap()))));
            if (!(sample.data().value(column) instanceof List<?> items)) {
                return unusable(
                        sample,
                        "not-a-conversation",
                        "is " + Json.kind(sample.data().value(column)));
            }
            for (Object item : items) {
                Optional<Message> message = message(item);
                if (message.isEmpty()) {
                    return unusable(sample, "not-a-conversation", "has the item " + Excerpt.ofText(Json.write(item)));
                }
                messages.add(message.get());
            }
            prompt.ifPresent(template ->
                    messages.add(Message.user(template.render(sample.data().asMap()))));
            if (messages.isEmpty() || messages.getLast().role() != Message.Role.USER) {
                return unusable(sample, "nothing-to-answer", "does not end with a turn of the user's");
            }
            return new Asked.Chat(messages);
        }

        private static Optional<Message> message(@Nullable Object item) {
            if (!(item instanceof Map<?, ?> turn)
                    || !(turn.get("content") instanceof String content)
                    || !(turn.get("role") instanceof String role)) {
                return Optional.empty();
            }
            return switch (role) {
                case "system" -> Optional.of(Message.system(content));
                case "user" -> Optional.of(Message.user(content));
                case "assistant" -> Optional.of(Message.assistant(content));
                default -> Optional.empty();
            };
        }

        private Asked unusable(Sample sample, String reason, String what) {
            return new Asked.Unusable(new Rejection(
                    reason,
                    "The column '" + column + "' " + what + ", but must be a list of { role: system, user or assistant,"
                            + " content: text } that a user's turn ends.",
                    Data.of("column", column)
                            .with(
                                    "value",
                                    Excerpt.ofText(Json.write(sample.data().value(column))))));
        }

        @Override
        public Optional<PromptReference> reference() {
            return prompt.or(() -> system).map(Template::reference);
        }
    }
}
