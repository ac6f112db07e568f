package dev.seedbed.model.local;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import com.hubspot.jinjava.loader.ResourceNotFoundException;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.ChatTemplate;
import dev.seedbed.api.model.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A chat template in Jinja, as a model's file holds it.
///
/// The engine is set to do what Python's Jinja does with `trim_blocks` and `lstrip_blocks`, under which such
/// templates are written. Its nested interpretation must be off: with it, `{{x}}` in a message would be
/// evaluated. A template that needs what the engine lacks is refused, never rendered in part.
final class JinjaChatTemplate implements ChatTemplate {
    private static final int LONGEST = 64 << 20;

    private final String template;
    private final String bos;
    private final String eos;
    private final Jinjava engine;

    JinjaChatTemplate(String template, String bos, String eos) {
        this.template = template;
        this.bos = bos;
        this.eos = eos;
        this.engine = engine();
    }

    private static Jinjava engine() {
        LegacyOverrides asPython = LegacyOverrides.newBuilder()
                .withEvaluateMapKeys(true)
                .withIterateOverMapKeys(true)
                .withUsePyishObjectMapper(true)
                .withUseSnakeCasePropertyNaming(true)
                .withUseNaturalOperatorPrecedence(true)
                .withParseWhitespaceControlStrictly(true)
                .withAllowAdjacentTextNodes(true)
                .withUseTrimmingForNotesAndExpressions(true)
                .withKeepNullableLoopValues(true)
                .withHandleBackslashInQuotesOnly(true)
                .build();
        Jinjava jinjava = new Jinjava(JinjavaConfig.newBuilder()
                .withTrimBlocks(true)
                .withLstripBlocks(true)
                .withKeepTrailingNewline(true)
                .withNestedInterpretationEnabled(false)
                .withLegacyOverrides(asPython)
                .withMaxOutputSize(LONGEST)
                .withFailOnUnknownTokens(false)
                .build());
        jinjava.setResourceLocator((name, _, _) -> {
            throw new ResourceNotFoundException("a chat template may not include '" + name + "'");
        });
        jinjava.getGlobalContext()
                .registerFunction(new ELFunctionDefinition(
                        "", "raise_exception", JinjaChatTemplate.class, "raiseException", String.class));
        return jinjava;
    }

    /// What templates call when a conversation does not suit the model, such as one with no user's turn first.
    public static String raiseException(String message) {
        throw new IllegalArgumentException(message);
    }

    @Override
    public String render(List<Message> messages, boolean addGenerationPrompt) {
        List<Map<String, String>> turns = new ArrayList<>();
        for (Message message : messages) {
            turns.add(Map.of(
                    "role",
                    message.role().name().toLowerCase(Locale.ROOT),
                    "content",
                    ControlCharacters.shield(message.content())));
        }
        Map<String, Object> names = new HashMap<>();
        names.put("messages", turns);
        names.put("add_generation_prompt", addGenerationPrompt);
        names.put("bos_token", bos);
        names.put("eos_token", eos);
        RenderResult result = engine.renderForResult(template, names);
        if (result.hasErrors()) {
            TemplateError first = result.getErrors().getFirst();
            throw new SeedbedException(
                    ErrorKind.UNUSABLE,
                    "the model's chat template cannot write this conversation (line " + first.getLineno() + "): "
                            + reason(first));
        }
        return ControlCharacters.unshield(result.getOutput());
    }

    private static String reason(TemplateError error) {
        Throwable cause = error.getException();
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause == null || cause.getMessage() == null ? error.getMessage() : cause.getMessage();
    }
}
