package dev.seedbed.recipes.magpie;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FamilyTest {
    private final Map<String, Family> families = Family.all();

    @Test
    void thereAreThirtyFourAsInTheAuthorsTable() {
        assertThat(families).hasSize(34);
        assertThat(families.values()).allSatisfy(family -> {
            assertThat(family.preQuery()).isNotBlank();
            assertThat(family.stop()).isNotEmpty().doesNotContain("");
            assertThat(family.stopAssistant()).isNotEmpty();
        });
    }

    @Test
    void holdsTheTextsOfThePaperExactly() {
        assertThat(Family.named("meta-llama/Meta-Llama-3-8B-Instruct")
                        .orElseThrow()
                        .preQuery())
                .isEqualTo("<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\n");
        assertThat(Family.named("google/gemma-2-9b-it").orElseThrow().preQuery())
                .isEqualTo("<bos><start_of_turn>user\n\n");
        assertThat(Family.named("mistralai/Mistral-7B-Instruct-v0.3")
                        .orElseThrow()
                        .preQuery())
                .isEqualTo("<s> [INST] ");
        assertThat(Family.named("deepseek-ai/DeepSeek-Coder-V2-Lite-Instruct")
                        .orElseThrow()
                        .preQuery())
                .isEqualTo("<｜begin▁of▁sentence｜>User: ");
    }

    @Test
    void hasNoMisspeltStop() {
        assertThat(Family.named("meta-llama/Meta-Llama-3.1-405B-Instruct")
                        .orElseThrow()
                        .stop())
                .contains("<|start_header_id|>")
                .doesNotContain("<|starter_header_id|>");
    }

    @Test
    void putsASystemPromptInPlaceWhereItsFormIsKnown() {
        assertThat(Family.named("Qwen/Qwen2.5-7B-Instruct").orElseThrow().preQuery("Be brief."))
                .isEqualTo(Optional.of("<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\n"));
        assertThat(Family.named("google/gemma-2-9b-it").orElseThrow().preQuery("Be brief."))
                .isEmpty();
    }
}
