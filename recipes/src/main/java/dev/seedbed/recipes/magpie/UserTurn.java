package dev.seedbed.recipes.magpie;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.ChatTemplate;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.setting.TemplateException;
import dev.seedbed.recipes.internal.Once;
import java.util.List;

/// Where the text before a user's turn comes from.
@FunctionalInterface
interface UserTurn {
    /// What to have continued so that the user's next message comes out.
    PreQuery after(List<Message> history);

    /// A first turn that is always the same.
    static UserTurn fixed(PreQuery preQuery) {
        return history -> preQuery;
    }

    /// Derived from the model's own chat template, which is looked for at the first use, as that may fetch a
    /// file.
    static UserTurn derived(Model model) {
        Once<ChatTemplate> template = new Once<>(() -> model.chatTemplate().orElseThrow(() -> unknown(model)));
        Once<List<String>> stops = new Once<>(() -> PreQuery.stopsOf(template.get()));
        return history -> {
            try {
                String text = PreQuery.textOf(template.get(), history).orElseThrow(() -> hidden(model));
                return new PreQuery(text, stops.get());
            } catch (TemplateException e) {
                throw new SeedbedException(
                        ErrorKind.WRONG_INPUT,
                        "the chat template of model '" + model.alias() + "' cannot be rendered: " + e.getMessage()
                                + ". Give magpie the text before a user's message as `pre-query`",
                        e);
            }
        };
    }

    private static SeedbedException unknown(Model model) {
        return new SeedbedException(
                ErrorKind.WRONG_INPUT,
                "magpie needs the text before a user's message, but the chat template of model '" + model.alias()
                        + "' is not known, as of any model behind an endpoint. Give that text as `pre-query`, or one"
                        + " of the known models as `family`; `turns` above 1 need a model whose chat template is"
                        + " known, such as a local one");
    }

    private static SeedbedException hidden(Model model) {
        return new SeedbedException(
                ErrorKind.WRONG_INPUT,
                "the chat template of model '" + model.alias()
                        + "' does not show a user's message as it is. Give magpie the text before one as `pre-query`");
    }
}
