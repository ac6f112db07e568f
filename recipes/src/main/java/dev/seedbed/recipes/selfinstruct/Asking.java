package dev.seedbed.recipes.selfinstruct;

import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Ask;
import java.util.List;
import java.util.Map;

/// Has a model go on with a text: as it is, or, where the model can only chat, as a message that asks for that.
///
/// @param inChat whether to ask in a chat
/// @param wrapper the message that asks for it
record Asking(Model model, boolean inChat, Template wrapper) {
    Ask ask(Template prompt, String text, Sampling sampling) {
        Request request = inChat
                ? Request.chat(List.of(Message.user(wrapper.render(Map.of("text", text)))), sampling)
                : Request.raw(text, sampling);
        return Ask.of(model, request).with(prompt.reference());
    }
}
