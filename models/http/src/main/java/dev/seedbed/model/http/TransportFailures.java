package dev.seedbed.model.http;

import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// What is said of calls that got no response, and what to do about them.
final class TransportFailures {
    private final Service.Access access;

    TransportFailures(Service.Access access) {
        this.access = access;
    }

    /// The endpoint, and the proxy that stands before it.
    static String where(Service.Access access) {
        String endpoint = access.base().uri().getAuthority();
        return access.proxy()
                .map(proxy -> endpoint + " (through the proxy " + proxy + ")")
                .orElse(endpoint);
    }

    CallFailedException late(Duration deadline) {
        return new CallFailedException(
                Remedy.RETRY, where(access) + " gave no complete reply within " + deadline.toMillis() + " ms");
    }

    CallFailedException closed() {
        return new CallFailedException(Remedy.RETRY, where(access) + " was closed");
    }

    /// @param came what had come of the body
    /// @param isClosed whether the endpoint was closed meanwhile
    CallFailedException of(@Nullable Throwable cause, String came, boolean isClosed) {
        String why = why(cause);
        String where = where(access);
        return switch (cause) {
            case ConnectException _, UnknownHostException _, HttpConnectTimeoutException _ ->
                failure(Remedy.UNREACHABLE, "nothing answers at " + where + ": " + why, came, cause);
            case SSLException _ ->
                failure(Remedy.UNREACHABLE, "no safe connection to " + where + ": " + why, came, cause);
            case IOException _ when isClosed -> failure(Remedy.RETRY, where + " was closed", came, cause);
            case IOException _
            when why.startsWith("Tunnel failed") ->
                failure(
                        Remedy.UNREACHABLE,
                        "the proxy does not let calls through to " + where + ": " + why,
                        came,
                        cause);
            case IOException _ -> failure(Remedy.RETRY, "the connection to " + where + " broke: " + why, came, cause);
            case null, default -> throw new IllegalStateException("the HTTP client failed", cause);
        };
    }

    /// The JDK gives its refused connections and unknown hosts no words, or others.
    private static String why(@Nullable Throwable cause) {
        if (cause instanceof ConnectException && cause.getCause() instanceof UnresolvedAddressException) {
            return "no such host is known";
        }
        if (cause instanceof ConnectException
                && (cause.getMessage() == null || cause.getMessage().equals("Connection refused"))) {
            return "the connection was refused";
        }
        return cause == null || cause.getMessage() == null ? String.valueOf(cause) : cause.getMessage();
    }

    private CallFailedException failure(Remedy remedy, String message, String came, @Nullable Throwable cause) {
        return new CallFailedException(
                remedy, access.shown(message), OptionalInt.empty(), Optional.empty(), access.shown(came), cause);
    }
}
