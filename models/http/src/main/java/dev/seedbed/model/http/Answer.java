package dev.seedbed.model.http;

import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Reply.Finish;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Usage;
import dev.seedbed.tokens.TokenCounter;
import java.util.List;
import java.util.Optional;

/// A whole answer, as far as the endpoint told it.
///
/// @param text what was said, without what was only thought
/// @param finish why it ended, empty if the endpoint gave no reason
/// @param usage the tokens it took, empty if the endpoint gave none
/// @param model what the endpoint says answered
/// @param fingerprint the endpoint's mark of its configuration
public record Answer(
        String text,
        Optional<Finish> finish,
        Optional<Usage> usage,
        Optional<String> model,
        Optional<String> fingerprint) {

    /// The reply: cut at a stop text that the server left in, as some do, and with tokens counted where it gave
    /// none. A server that gives no reason is taken to have cut the text if all tokens were used.
    ///
    /// @param counter counts as the model does, or about so
    Reply asReply(Request request, TokenCounter counter) {
        int most = request.sampling().maxTokens();
        Usage counted = usage.orElseGet(() -> counter.usage(request, text));
        int end = firstStop(text, request.sampling().stop());
        if (end >= 0) {
            return new Reply(text.substring(0, end), Finish.STOP, counted, model, fingerprint);
        }
        boolean isFull = !counted.estimated() && counted.output() >= most;
        return new Reply(text, finish.orElse(isFull ? Finish.LENGTH : Finish.STOP), counted, model, fingerprint);
    }

    private static int firstStop(String text, List<String> stops) {
        int first = -1;
        for (String stop : stops) {
            int at = stop.isEmpty() ? -1 : text.indexOf(stop);
            first = at >= 0 && (first < 0 || at < first) ? at : first;
        }
        return first;
    }
}
