package dev.seedbed.model.local;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaModel;
import dev.seedbed.api.Data;
import dev.seedbed.api.model.CallFailedException.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// One reply being made, in the child process.
///
/// The library tells neither why a reply ended nor how many tokens it has. So stop texts are looked for here,
/// control tokens are asked to be shown as text, and each piece that the library streams is counted: it is one
/// token, unless it holds a character that took several, which are then counted by the tokenizer.
final class Generation {
    private final LlamaModel model;
    private final Data ask;
    private final Consumer<Data> notes;
    private final List<String> stops = new ArrayList<>();
    private volatile boolean cancelled;

    Generation(LlamaModel model, Data ask, Consumer<Data> notes) {
        this.model = model;
        this.ask = ask;
        this.notes = notes;
        if (ask.value("stop") instanceof List<?> texts) {
            texts.forEach(text -> stops.add(String.valueOf(text)));
        }
    }

    long id() {
        return ModelServer.number(ask, "id");
    }

    void cancel() {
        cancelled = true;
    }

    /// The frame that ends the call.
    Data run() {
        try {
            if (cancelled) {
                return failed(Remedy.RETRY, "the call was cancelled");
            }
            String prompt = ask.text("prompt");
            int input = model.encode(prompt).length + (Boolean.TRUE.equals(ask.value("bos")) ? 1 : 0);
            long context = ModelServer.number(ask, "context");
            int most = (int) ModelServer.number(ask, "max_tokens");
            if (input == 0) {
                return failed(Remedy.GIVE_UP, "the prompt is empty, and this model cannot begin with nothing");
            }
            if (input + (long) most > context) {
                return failed(
                        Remedy.GIVE_UP,
                        "the prompt has " + input + " tokens and the reply may have " + most + ", together "
                                + (input + (long) most) + ", but the context holds " + context
                                + "; shorten the prompt, lower max_tokens, or raise the model's `context`");
            }
            return generate(parameters(prompt, most), input, most);
        } catch (RuntimeException e) {
            return failed(Remedy.GIVE_UP, "the model refused the request: " + e.getMessage());
        }
    }

    private InferenceParameters parameters(String prompt, int most) {
        InferenceParameters parameters = new InferenceParameters(prompt)
                // Without this the library answers later requests in the context of earlier ones.
                .setCachePrompt(false)
                .setNPredict(most)
                .setSeed((int) ModelServer.number(ask, "seed"))
                .setTemperature(decimal("temperature"))
                .setTopK((int) ModelServer.number(ask, "top_k"))
                .setTopP(decimal("top_p"))
                .setMinP(decimal("min_p"))
                .setFrequencyPenalty(decimal("frequency_penalty"))
                .setPresencePenalty(decimal("presence_penalty"));
        if (ask.has("schema")) {
            notes.accept(Data.of("grammar", id()));
            parameters.setGrammar(LlamaModel.jsonSchemaToGrammar(ask.text("schema")));
            notes.accept(Data.of("generating", id()));
        }
        return parameters;
    }

    private float decimal(String name) {
        return ask.value(name) instanceof Number number ? number.floatValue() : 0;
    }

    private Data generate(InferenceParameters parameters, int input, int most) {
        StringBuilder text = new StringBuilder();
        String last = "";
        int output = 0;
        boolean guessed = false;
        LlamaIterator pieces = model.generate(parameters).iterator();
        while (pieces.hasNext()) {
            String piece = pieces.next().text;
            if (cancelled) {
                if (pieces.hasNext()) {
                    pieces.cancel();
                }
                return failed(Remedy.RETRY, "the call was cancelled");
            }
            if (!pieces.hasNext() && piece.isEmpty()) {
                break;
            }
            int tokens = tokens(piece);
            guessed |= tokens > 1;
            output += tokens;
            last = piece;
            int from = text.length();
            text.append(piece);
            int end = stopIn(text, from);
            if (end >= 0) {
                if (pieces.hasNext()) {
                    pieces.cancel();
                }
                text.setLength(end);
                return done(text, "", input, Math.min(output, most), guessed).with("stopped", true);
            }
        }
        return done(text, last, input, Math.min(output, most), guessed);
    }

    private int tokens(String piece) {
        for (int i = 0; i < piece.length(); i++) {
            if (piece.charAt(i) >= 0x80) {
                return Math.max(1, model.encode(piece).length);
            }
        }
        return 1;
    }

    private int stopIn(StringBuilder text, int newFrom) {
        int first = -1;
        for (String stop : stops) {
            int at = text.indexOf(stop, Math.max(0, newFrom - stop.length() + 1));
            if (at >= 0 && (first < 0 || at < first)) {
                first = at;
            }
        }
        return first;
    }

    private Data done(StringBuilder text, String last, int input, int output, boolean guessed) {
        return Data.of("done", id())
                .with("text", text.toString())
                .with("last", last)
                .with("input", input)
                .with("output", output)
                .with("guessed", guessed);
    }

    private Data failed(Remedy remedy, String message) {
        return Data.of("failed", id()).with("remedy", remedy.name()).with("message", message);
    }
}
