package dev.seedbed.recipes.harness;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.interpret.RenderResult;
import dev.seedbed.api.Hash;
import dev.seedbed.api.model.ChatTemplate;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.setting.PromptReference;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.setting.TemplateException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Templates rendered by a real Jinja, strict about undefined names.
public record JinjaText(String source, Set<String> variables, PromptReference reference) implements Template {
    private static final Jinjava PROMPTS = new Jinjava(config(true));
    private static final Jinjava CHATS = new Jinjava(config(false));

    private static JinjavaConfig config(boolean strict) {
        return JinjavaConfig.newBuilder()
                .withTrimBlocks(true)
                .withLstripBlocks(true)
                .withNestedInterpretationEnabled(false)
                .withKeepTrailingNewline(true)
                .withFailOnUnknownTokens(strict)
                .withLegacyOverrides(LegacyOverrides.newBuilder()
                        .withIterateOverMapKeys(true)
                        .withUsePyishObjectMapper(true)
                        .withUseNaturalOperatorPrecedence(true)
                        .withParseWhitespaceControlStrictly(true)
                        .withAllowAdjacentTextNodes(true)
                        .withUseTrimmingForNotesAndExpressions(true)
                        .build())
                .build();
    }

    public static JinjaText of(String source) {
        return new JinjaText(source, Set.of(), new PromptReference("test", 0, Hash.sha256Of(source)));
    }

    /// A chat template as it stands in a model's file.
    public static ChatTemplate chat(String source) {
        return (messages, addGenerationPrompt) -> {
            Map<String, Object> context = new HashMap<>();
            context.put("messages", messages.stream().map(JinjaText::asMap).toList());
            context.put("add_generation_prompt", addGenerationPrompt);
            context.put("bos_token", "<s>");
            context.put("eos_token", "</s>");
            return rendered(CHATS, source, context);
        };
    }

    private static Map<String, String> asMap(Message message) {
        return Map.of("role", message.role().name().toLowerCase(Locale.ROOT), "content", message.content());
    }

    @Override
    public String render(Map<String, ? extends @Nullable Object> values) {
        return rendered(PROMPTS, source, new HashMap<>(values));
    }

    private static String rendered(Jinjava jinja, String source, Map<String, Object> context) {
        RenderResult result = jinja.renderForResult(source, context);
        if (!result.getErrors().isEmpty()) {
            throw new TemplateException(result.getErrors().getFirst().getMessage(), null);
        }
        return result.getOutput();
    }
}
