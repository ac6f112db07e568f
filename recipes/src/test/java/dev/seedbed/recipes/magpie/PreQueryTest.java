package dev.seedbed.recipes.magpie;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.model.Message;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreQueryTest {
    private static final String SMOL_SYSTEM =
            "<|im_start|>system\nYou are a helpful AI assistant named SmolLM, trained by Hugging Face<|im_end|>\n";

    @Test
    void isTheTemplateUpToTheMessageWithTheDefaultSystemPrompt() {
        assertThat(PreQuery.textOf(ChatTemplates.SMOL, List.of()))
                .isEqualTo(Optional.of(SMOL_SYSTEM + "<|im_start|>user\n"));
    }

    @Test
    void takesASystemPromptInstead() {
        assertThat(PreQuery.textOf(ChatTemplates.SMOL, List.of(Message.system("Ask about birds."))))
                .isEqualTo(Optional.of("<|im_start|>system\nAsk about birds.<|im_end|>\n<|im_start|>user\n"));
    }

    @Test
    void appendsTheHeaderOfAUserToAConversation() {
        List<Message> before = List.of(Message.user("Hi"), Message.assistant("Hello"));
        assertThat(PreQuery.textOf(ChatTemplates.SMOL, before))
                .isEqualTo(
                        Optional.of(
                                SMOL_SYSTEM
                                        + "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\nHello<|im_end|>\n<|im_start|>user\n"));
    }

    @Test
    void stopsAtWhatFollowsAMessageFirst() {
        assertThat(PreQuery.stopsOf(ChatTemplates.SMOL)).containsExactly("<|im_end|>", "<|im_start|>");
        assertThat(PreQuery.stopsOf(ChatTemplates.MISTRAL)).containsExactly("[/INST]", "<s>", "[INST]");
    }

    @Test
    void stopsAtPlainWordsWhereTheTemplateHasNoOthers() {
        assertThat(PreQuery.stopsOf(ChatTemplates.VICUNA)).containsExactly("ASSISTANT:");
    }

    @Test
    void takesTheStopsOfAWrittenTextFromIt() {
        assertThat(PreQuery.of("<|im_start|>user\n").stop()).containsExactly("<|im_start|>");
        assertThat(PreQuery.of("User: ").stop()).isEmpty();
    }

    @Test
    void isUnknownWhereTheTemplateHidesTheMessage() {
        assertThat(PreQuery.textOf((messages, generation) -> "nothing", List.of()))
                .isEmpty();
        assertThat(PreQuery.stopsOf((messages, generation) -> "nothing")).isEmpty();
    }
}
