package dev.seedbed.recipes.selfinstruct;

import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Building;
import dev.seedbed.recipes.internal.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Has a model go on with a text: as it is, or, where the model can only chat, as a message that asks for that.
///
/// @param inChat whether to ask in a chat
/// @param wrapper the message that asks for it
/// @param system a message in front of it
record Asking(Model model, boolean inChat, Template wrapper, Optional<Template> system) {
    static final Parameter<String> MODE = Parameter.choice(
                    "mode",
                    List.of("auto", "raw", "chat"),
                    "Whether prompts are continued as raw text, as in the paper, or sent as a message that asks for"
                            + " their continuation. `auto` is raw where the model can do that.")
            .defaultsTo("auto");

    /// By the settings [#MODE] and, where the step takes it, [Question#SYSTEM].
    static Asking of(Building building, Parameter<String> modelParameter, Prompt continuation) {
        Model model = building.model(modelParameter);
        boolean canContinue = model.capabilities().contains(Capability.RAW);
        boolean canChat = model.capabilities().contains(Capability.CHAT);
        String mode = building.settings().get(MODE);
        Optional<Template> system = building.settings().find(Question.SYSTEM);
        boolean inChat = mode.equals("chat") || (mode.equals("auto") && (!canContinue || system.isPresent()));
        if (inChat ? !canChat : !canContinue) {
            building.problem(
                    MODE,
                    "is '" + mode + "', but model '" + model.alias() + "' cannot "
                            + (inChat ? "be asked in chats" : "continue raw text: use `chat` or `auto`")
                            + building.offering(inChat ? Capability.CHAT : Capability.RAW));
        }
        if (!inChat && system.isPresent()) {
            building.problem(
                    Question.SYSTEM, "is set, but with `mode: raw` there are no messages: use `chat` or `auto`");
        }
        return new Asking(model, inChat, building.prompt(continuation), system);
    }

    Ask ask(Sample sample, Template prompt, String text, Sampling sampling) {
        Request request = inChat ? Request.chat(messages(sample, text), sampling) : Request.raw(text, sampling);
        return Ask.of(model, request).with(prompt.reference());
    }

    private List<Message> messages(Sample sample, String text) {
        List<Message> messages = new ArrayList<>();
        system.ifPresent(template ->
                messages.add(Message.system(template.render(sample.data().asMap()))));
        messages.add(Message.user(wrapper.render(Map.of("text", text))));
        return messages;
    }
}
