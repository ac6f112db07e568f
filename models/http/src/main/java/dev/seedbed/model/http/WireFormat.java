package dev.seedbed.model.http;

import dev.seedbed.api.Data;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.Request;
import java.net.http.HttpHeaders;
import java.util.Optional;

/// How one provider's requests are written and its answers read; all else is [HttpEndpoint]'s.
///
/// Thread-safe, and a function of its arguments alone.
public interface WireFormat {
    /// The model's name as the provider knows it. Tokens are counted by it where an answer gives no figures.
    String model();

    /// The request as this provider wants it. A seed that it does not take, and a format that it does not know,
    /// are left out: they are not claimed either.
    ///
    /// @throws CallFailedException if it cannot be said at all
    Call write(Request request, int seed) throws CallFailedException;

    /// The answer in the body of a success, empty if there is no whole one.
    Optional<Answer> read(Data body, Request request);

    /// An error in the body of a success that holds no answer, as routers in front of several endpoints give it.
    default Optional<Refusal> refusalInside(Data body) {
        return Optional.empty();
    }

    /// What an error says.
    ///
    /// @param body empty if it was no JSON object
    Refusal refusal(int status, Data body);

    /// The same, for a provider that says in its headers what went wrong.
    default Refusal refusal(int status, Data body, HttpHeaders headers) {
        return refusal(status, body);
    }
}
