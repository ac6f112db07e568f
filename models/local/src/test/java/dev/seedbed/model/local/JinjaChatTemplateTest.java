package dev.seedbed.model.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.Message;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class JinjaChatTemplateTest {
    private static String render(String template, Message... messages) {
        return new JinjaChatTemplate(template, "<s>", "</s>").render(List.of(messages), true);
    }

    /// The oracle is Python's Jinja2, see the README beside the file.
    @Test
    void writesSmolLm2ConversationsAsPythonDoes() throws Exception {
        GgufFile gguf = GgufFile.read(RealModel.file().path());
        JinjaChatTemplate template = new JinjaChatTemplate(
                gguf.chatTemplate().orElseThrow(),
                gguf.bos().orElseThrow(),
                gguf.eos().orElseThrow());
        List<String> cases;
        try (InputStream in = JinjaChatTemplateTest.class.getResourceAsStream("smollm2-conversations.jsonl")) {
            cases = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }

        assertThat(cases).hasSize(5);
        for (String one : cases) {
            Data conversation = Json.parseObject(one);
            List<?> roles = (List<?>) Objects.requireNonNull(conversation.value("roles"));
            List<?> contents = (List<?>) Objects.requireNonNull(conversation.value("contents"));
            List<Message> messages = new ArrayList<>();
            for (int i = 0; i < roles.size(); i++) {
                String role = String.valueOf(roles.get(i)).toUpperCase(Locale.ROOT);
                messages.add(new Message(Message.Role.valueOf(role), String.valueOf(contents.get(i))));
            }
            boolean add = Boolean.TRUE.equals(conversation.value("addGenerationPrompt"));

            assertThat(template.render(messages, add)).isEqualTo(conversation.text("rendered"));
        }
    }

    @Test
    void givesTheTemplateItsBeginningAndEndTokens() {
        String template =
                "{{ bos_token }}{% for m in messages %}[INST] {{ m.content }} [/INST]{{ eos_token }}{% endfor %}";

        assertThat(render(template, Message.user("a"), Message.user("b")))
                .isEqualTo("<s>[INST] a [/INST]</s>[INST] b [/INST]</s>");
    }

    @Test
    void neverEvaluatesWhatAMessageSays() {
        assertThat(render("{{ messages[0]['content'] }}", Message.user("{{ 7 * 7 }}{% if true %}x{% endif %}")))
                .isEqualTo("{{ 7 * 7 }}{% if true %}x{% endif %}");
    }

    @Test
    void changesNoCharacterOfAMessage() {
        StringBuilder every = new StringBuilder();
        for (int c = 0; c < Character.MIN_SUPPLEMENTARY_CODE_POINT; c++) {
            if (!Character.isSurrogate((char) c)) {
                every.append((char) c);
            }
        }
        String text = every.append(every.reverse()).append("\ud83d\ude00").toString();

        assertThat(render("[{{ messages[0]['content'] }}]", Message.user(text))).isEqualTo("[" + text + "]");
    }

    @Test
    void saysWhatTheTemplateRefuses() {
        String template =
                "{% if messages[0]['role'] == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}x";

        assertThat(render(template, Message.user("a"))).isEqualTo("x");
        assertThatThrownBy(() -> render(template, Message.system("a")))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContaining("System role not supported");
    }

    @Test
    void refusesATemplateThatIncludesFiles() {
        assertThatThrownBy(() -> render("{% include 'dev/seedbed/model/local/README.md' %}", Message.user("a")))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContaining("chat template cannot write this conversation");
    }

    @Test
    void refusesWhatTheEngineDoesNotKnowRatherThanLeaveItOut() {
        assertThatThrownBy(() -> render("a{{ strftime_now('%Y') }}b", Message.user("a")))
                .isInstanceOf(SeedbedException.class);
        assertThatThrownBy(() -> render("a{% generation %}b{% endgeneration %}", Message.user("a")))
                .isInstanceOf(SeedbedException.class);
    }
}
