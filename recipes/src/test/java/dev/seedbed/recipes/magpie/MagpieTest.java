package dev.seedbed.recipes.magpie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Sample;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Step;
import dev.seedbed.recipes.harness.Chain;
import dev.seedbed.recipes.harness.FakeModel;
import dev.seedbed.recipes.harness.FakeWork;
import dev.seedbed.recipes.harness.TestBuilding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MagpieTest {
    private static final FakeModel SMOL =
            FakeModel.able("writer", Capability.RAW, Capability.CHAT).with(ChatTemplates.SMOL);

    private static TestBuilding paper() {
        return new TestBuilding(Magpie.TYPE, "paper").model("model", SMOL);
    }

    private static TestBuilding releasedCode() {
        return new TestBuilding(Magpie.TYPE, "released-code").model("model", SMOL);
    }

    private static Function<Ask, Reply> saying(Reply instruction, Reply answer) {
        return ask -> ask.request().input() instanceof Request.Raw ? instruction : answer;
    }

    private static Chain one(TestBuilding building, Reply instruction, Reply answer) throws InterruptedException {
        Chain chain = new Chain(building.build(), saying(instruction, answer)).run(1);
        assertThat(building.problems()).isEmpty();
        return chain;
    }

    private static Reply text(String text) {
        return FakeWork.stopped(text);
    }

    @Test
    void makesARowOfAnInstructionAndItsAnswer() throws InterruptedException {
        Chain chain = one(paper(), text("  Why is the sky blue?\n"), text(" Because of scattering. "));
        assertThat(chain.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.data().asMap())
                        .containsExactly(
                                Map.entry("instruction", "Why is the sky blue?"),
                                Map.entry("answer", "Because of scattering.")));
        assertThat(chain.columns().names()).containsExactly("instruction", "answer");
    }

    @Test
    void asksWithTheHeaderOfAUserAndThenInAChat() throws InterruptedException {
        Chain chain = one(paper(), text("Why?"), text("Because."));
        Ask first = chain.asks().getFirst();
        assertThat(FakeWork.textOf(first)).endsWith("trained by Hugging Face<|im_end|>\n<|im_start|>user\n");
        assertThat(first.request().asData().asMap())
                .containsEntry("temperature", 1.0)
                .containsEntry("top_p", 1.0)
                .containsEntry("max_tokens", 512L)
                .containsEntry("stop", List.of("<|im_end|>", "<|im_start|>"))
                .doesNotContainKeys("top_k", "min_p");
        Ask second = chain.asks().getLast();
        assertThat(FakeWork.messagesOf(second)).containsExactly(Message.user("Why?"));
        assertThat(second.request().asData().asMap())
                .containsEntry("temperature", 0.0)
                .containsEntry("max_tokens", 1024L)
                .doesNotContainKey("stop");
    }

    @Test
    void eachCandidateIsADrawOfItsOwn() throws InterruptedException {
        Chain chain = new Chain(paper().build(), saying(text("Why?"), text("So."))).run(3);
        assertThat(chain.rows()).extracting(Sample::id).doesNotHaveDuplicates().hasSize(3);
    }

    @Test
    void namesItsStepsAfterItself() {
        assertThat(paper().set("turns", 2).build())
                .extracting(Step::name)
                .containsExactly(
                        "magpie/draws",
                        "magpie/instruction",
                        "magpie/answer",
                        "magpie/instruction-2",
                        "magpie/answer-2",
                        "magpie/messages");
    }

    @Test
    void dropsWhatIsCutWithTheReason() throws InterruptedException {
        assertThat(one(paper(), FakeWork.cut("Why is"), text("x")).reasons())
                .containsExactly(Map.entry("instruction:truncated", 1));
        Chain answer = one(paper(), text("Why?"), FakeWork.cut("Because of"));
        assertThat(answer.reasons()).containsExactly(Map.entry("answer:truncated", 1));
        assertThat(answer.rejected().getFirst().rejection().evidence().text("text"))
                .isEqualTo("Because of");
        assertThat(answer.rejected().getFirst().rejection().explanation()).contains("1024");
    }

    @Test
    void theReleasedCodeKeepsWhatIsCutAndTheRowSaysSo() throws InterruptedException {
        Chain chain = one(releasedCode(), FakeWork.cut("Why is:"), FakeWork.cut("Because of"));
        assertThat(chain.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.data().asMap())
                        .containsEntry("instruction", "Why is:")
                        .containsEntry("answer", "Because of")
                        .containsEntry("cut", List.of("instruction", "answer")));
        assertThat(chain.columns().names()).containsExactly("cut", "instruction", "answer");
        Chain whole = one(releasedCode(), text("Why?"), text("So."));
        assertThat(whole.rows().getFirst().data().value("cut")).isEqualTo(List.of());
    }

    @Test
    void theReleasedCodeStopsAtTheWordForTheAssistant() throws InterruptedException {
        Chain chain = one(releasedCode(), text("Why?"), text("So."));
        assertThat(chain.asks().getFirst().request().sampling().stop())
                .containsExactly("<|im_end|>", "<|im_start|>", "assistant");
        assertThat(chain.asks().getFirst().request().sampling().maxTokens()).isEqualTo(2048);
        assertThat(chain.asks().getLast().request().sampling().maxTokens()).isEqualTo(4096);
        assertThat(chain.asks().getLast().request().sampling().stop()).containsExactly("assistant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n\t "})
    void dropsAnEmptyInstruction(String nothing) throws InterruptedException {
        assertThat(one(paper(), text(nothing), text("x")).reasons())
                .containsExactly(Map.entry("instruction:empty-instruction", 1));
    }

    @Test
    void dropsAnEmptyAnswer() throws InterruptedException {
        assertThat(one(paper(), text("Why?"), text(" \n")).reasons())
                .containsExactly(Map.entry("answer:empty-answer", 1));
    }

    @Test
    void dropsWhatTheEndpointWithheld() throws InterruptedException {
        assertThat(one(paper(), FakeWork.filtered("Wh"), text("x")).reasons())
                .containsExactly(Map.entry("instruction:filtered", 1));
        assertThat(one(paper(), text("Why?"), FakeWork.filtered("")).reasons())
                .containsExactly(Map.entry("answer:filtered", 1));
    }

    @Test
    void dropsAnInstructionThatEndsWithAColon() throws InterruptedException {
        assertThat(one(paper(), text("Translate this text: \n"), text("x")).reasons())
                .containsExactly(Map.entry("instruction:ends-with-colon", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Why?\nassistant\nBecause.",
                "Why?\nAssistant: Because.",
                "Why?<|im_start|>assistant",
                "user\nWhy?",
                "Why?\n### Response: Because.",
                "Why? [/INST] Because.",
                "Why?<end_of_turn>",
                "Why?\nHuman: And?",
                "Why?\n  SYSTEM:\nYou are",
            })
    void dropsAnInstructionThatGoesOnIntoAnotherTurn(String leaking) throws InterruptedException {
        Chain chain = one(paper(), text(leaking), text("x"));
        assertThat(chain.reasons()).containsExactly(Map.entry("instruction:role-header", 1));
        assertThat(chain.rejected().getFirst().rejection().evidence().text("text"))
                .isEqualTo(leaking);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "How do I become an assistant?",
                "What does a system administrator do?",
                "Explain the user interface: what is it?",
                "Write <b>bold</b> text.",
                "Evaluate {{ 7 * 7 }} and {% raw %}.",
            })
    void keepsAnInstructionThatOnlySpeaksOfRoles(String harmless) throws InterruptedException {
        assertThat(one(paper(), text(harmless), text("Yes.")).rows())
                .singleElement()
                .satisfies(row -> assertThat(row.data().text("instruction")).isEqualTo(harmless));
    }

    @Test
    void canCutAtTheHeaderInstead() throws InterruptedException {
        Chain chain = one(paper().set("role-headers", "cut"), FakeWork.cut("Why?\nassistant\nBecause"), text("So."));
        assertThat(chain.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.data().asMap())
                        .containsEntry("instruction", "Why?")
                        .containsEntry("raw_instruction", "Why?\nassistant\nBecause"));
        assertThat(one(paper().set("role-headers", "cut"), text("user\nWhy?"), text("x"))
                        .reasons())
                .containsExactly(Map.entry("instruction:role-header", 1));
    }

    @Test
    void canTakeOffLabelsAndKeepsTheTextBefore() throws InterruptedException {
        Chain chain = one(paper().set("clean", true), text("Question: Why?\nAnswer: So."), text("So."));
        assertThat(chain.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.data().asMap())
                        .containsEntry("instruction", "Why?")
                        .containsEntry("raw_instruction", "Question: Why?\nAnswer: So."));
        assertThat(chain.columns().names()).containsExactly("instruction", "raw_instruction", "answer");
    }

    @Test
    void canLeaveOutTheAnswers() throws InterruptedException {
        Chain chain = one(paper().set("only-instruction", true), text("Why?"), text("never asked"));
        assertThat(chain.rows().getFirst().data().columns()).containsExactly("instruction");
        assertThat(chain.asks()).hasSize(1);
    }

    @Test
    void asksTheResponderForTheAnswers() throws InterruptedException {
        TestBuilding building = paper().model("responder", FakeModel.able("teacher", Capability.CHAT))
                .set("response-system", "Be brief.");
        Chain chain = one(building, text("Why?"), text("So."));
        assertThat(chain.asks().getLast().model().alias()).isEqualTo("teacher");
        assertThat(FakeWork.messagesOf(chain.asks().getLast()))
                .containsExactly(Message.system("Be brief."), Message.user("Why?"));
    }

    @Test
    void goesOnWithTheConversationForMoreTurns() throws InterruptedException {
        Function<Ask, Reply> replies = ask -> switch (ask.request().input()) {
            case Request.Raw raw -> text(raw.text().contains("So.") ? "And then?" : "Why?");
            case Request.Chat chat -> text(chat.messages().size() == 1 ? "So." : "Nothing.");
        };
        Chain chain = new Chain(paper().set("turns", 2).build(), replies).run(1);
        assertThat(chain.rows()).singleElement().satisfies(row -> {
            assertThat(row.data().columns())
                    .containsExactly("instruction", "answer", "instruction_2", "answer_2", "messages");
            assertThat(row.data().value("messages"))
                    .isEqualTo(List.of(
                            Map.of("role", "user", "content", "Why?"),
                            Map.of("role", "assistant", "content", "So."),
                            Map.of("role", "user", "content", "And then?"),
                            Map.of("role", "assistant", "content", "Nothing.")));
        });
        assertThat(FakeWork.textOf(chain.asks().get(2)))
                .startsWith("<|im_start|>system\nYou are a helpful assistant in a conversation of several turns.")
                .endsWith("<|im_start|>user\nWhy?<|im_end|>\n<|im_start|>assistant\nSo.<|im_end|>\n<|im_start|>user\n");
        assertThat(FakeWork.messagesOf(chain.asks().get(3)))
                .containsExactly(Message.user("Why?"), Message.assistant("So."), Message.user("And then?"));
        assertThat(chain.columns().names())
                .containsAll(chain.rows().getFirst().data().columns());
    }

    @Test
    void steersByASystemPrompt() throws InterruptedException {
        Chain control = one(paper().set("control", "math"), text("Why?"), text("So."));
        assertThat(FakeWork.textOf(control.asks().getFirst()))
                .startsWith("<|im_start|>system\nYou are an assistant who explains how to solve mathematical problems");
        assertThat(control.asks().getFirst().prompt().orElseThrow().id()).isEqualTo("magpie.math");
        Chain own = one(paper().set("control", "math").set("system", "Birds only."), text("Why?"), text("So."));
        assertThat(FakeWork.textOf(own.asks().getFirst()))
                .isEqualTo("<|im_start|>system\nBirds only.<|im_end|>\n<|im_start|>user\n");
        Chain replaced =
                one(paper().set("control", "code").prompt("magpie.code", "Rust only."), text("Why?"), text("So."));
        assertThat(FakeWork.textOf(replaced.asks().getFirst())).startsWith("<|im_start|>system\nRust only.");
    }

    @Test
    void takesAWrittenPreQueryAndAFamily() throws InterruptedException {
        FakeModel hosted = FakeModel.able("hosted", Capability.RAW, Capability.CHAT);
        Chain written = one(
                new TestBuilding(Magpie.TYPE, "paper").model("model", hosted).set("pre-query", "<|user|>\n"),
                text("Why?"),
                text("So."));
        assertThat(FakeWork.textOf(written.asks().getFirst())).isEqualTo("<|user|>\n");
        assertThat(written.asks().getFirst().request().sampling().stop()).containsExactly("<|user|>");
        Chain family = one(
                new TestBuilding(Magpie.TYPE, "released-code")
                        .model("model", hosted)
                        .set("family", "Qwen/Qwen2.5-7B-Instruct")
                        .set("system", "Birds only."),
                text("Why?"),
                text("So."));
        assertThat(FakeWork.textOf(family.asks().getFirst()))
                .isEqualTo("<|im_start|>system\nBirds only.<|im_end|>\n<|im_start|>user\n");
        assertThat(family.asks().getFirst().request().sampling().stop())
                .containsExactly("<|im_start|>", "<|im_end|>", "<|endoftext|>", "Assistant", "assistant");
    }

    @Test
    void passesOnWhatIsSetOfTheSampling() throws InterruptedException {
        TestBuilding building = paper().set("instruction-top-k", 40)
                .set("instruction-min-p", 0.05)
                .set("stop", List.of("###"))
                .set("stop-at-newline", true)
                .set("response-top-p", 0.9);
        Chain chain = one(building, text("Why?"), text("So."));
        assertThat(chain.asks().getFirst().request().asData().asMap())
                .containsEntry("top_k", 40L)
                .containsEntry("min_p", 0.05)
                .containsEntry("stop", List.of("<|im_end|>", "<|im_start|>", "###", "\n"));
        assertThat(chain.asks().getLast().request().asData().asMap()).containsEntry("top_p", 0.9);
    }

    @Test
    void doesNotLookForTheTemplateWhileItIsBuilt() {
        FakeModel distant = new FakeModel("distant", SMOL.capabilities(), () -> {
            throw new AssertionError("the chat template was fetched");
        });
        TestBuilding building =
                new TestBuilding(Magpie.TYPE, "paper").model("model", distant).set("turns", 3);
        building.build();
        assertThat(building.problems()).isEmpty();
    }

    @Test
    void saysWhatToDoWhenTheTemplateIsNotKnown() {
        FakeModel hosted = FakeModel.able("hosted", Capability.RAW, Capability.CHAT);
        List<Step> steps =
                new TestBuilding(Magpie.TYPE, "paper").model("model", hosted).build();
        assertThatThrownBy(() -> new Chain(steps, saying(text("x"), text("x"))).run(1))
                .isInstanceOfSatisfying(
                        SeedbedException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.WRONG_INPUT))
                .hasMessageContainingAll("'hosted'", "`pre-query`", "`family`");
    }

    @Test
    void saysWhatToDoWhenTheTemplateHidesTheMessage() {
        FakeModel odd = new FakeModel("odd", SMOL.capabilities(), () -> Optional.of((messages, generation) -> "?"));
        List<Step> steps =
                new TestBuilding(Magpie.TYPE, "paper").model("model", odd).build();
        assertThatThrownBy(() -> new Chain(steps, saying(text("x"), text("x"))).run(1))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContainingAll("'odd'", "`pre-query`");
    }

    @Test
    void tellsAllThatCannotWorkTogether() {
        TestBuilding chatOnly =
                new TestBuilding(Magpie.TYPE, "paper").model("model", FakeModel.able("hosted", Capability.CHAT));
        chatOnly.set("pre-query", "User: ")
                .set("family", "Qwen/Qwen2.5-7B-Instruct")
                .set("system", "Birds only.")
                .set("only-instruction", true)
                .set("turns", 2)
                .build();
        assertThat(chatOnly.problems())
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("`model` is 'hosted', which can only be asked in chats"),
                        one -> assertThat(one).startsWith("`only-instruction` is true, but `turns` is 2"),
                        one -> assertThat(one).startsWith("`family` cannot stand beside `pre-query`"),
                        one -> assertThat(one).startsWith("`pre-query` is used as it is"));
        TestBuilding mute = paper().model("responder", FakeModel.able("base", Capability.RAW));
        mute.build();
        assertThat(mute.problems())
                .singleElement()
                .satisfies(one -> assertThat(one).startsWith("`responder` is 'base'"));
        TestBuilding noForm = paper().set("family", "google/gemma-2-9b-it").set("control", "math");
        noForm.build();
        assertThat(noForm.problems())
                .singleElement()
                .satisfies(one -> assertThat(one).startsWith("`family` is 'google/gemma-2-9b-it'"));
    }
}
