package dev.seedbed.model.bedrock;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.model.http.RequestSigner;
import dev.seedbed.model.http.Secret;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/// Signs requests by AWS's Signature Version 4, as AWS's own library computes it.
///
/// The service is signed for as `bedrock`, though its hosts are called `bedrock-runtime` (botocore, service
/// description of bedrock-runtime, `signingName`, 2026).
final class BedrockSigner implements RequestSigner {
    private static final String SIGNING_NAME = "bedrock";
    private static final String ID = "AWS_ACCESS_KEY_ID";
    private static final String SECRET = "AWS_SECRET_ACCESS_KEY";
    private static final String TOKEN = "AWS_SESSION_TOKEN";
    private static final String SHOWN = "(the key)";

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final AwsCredentialsIdentity keys;
    private final List<Secret> secrets;
    private final String region;
    private final Clock clock;

    private BedrockSigner(AwsCredentialsIdentity keys, String region, Clock clock) {
        this.keys = keys;
        secrets = Stream.of(
                        Optional.of(keys.secretAccessKey()),
                        Optional.of(keys.accessKeyId()),
                        keys instanceof AwsSessionCredentialsIdentity session
                                ? Optional.of(session.sessionToken())
                                : Optional.<String>empty())
                .flatMap(Optional::stream)
                .map(each -> Secret.of(each, SHOWN))
                .toList();
        this.region = region;
        this.clock = clock;
    }

    /// A signer with the keys of the environment; empty if there are none.
    ///
    /// @throws SeedbedException if there is one without the other, or they cannot be sent
    static Optional<BedrockSigner> find(String region, Map<String, String> environment, Clock clock) {
        String id = environment.getOrDefault(ID, "").strip();
        String secret = environment.getOrDefault(SECRET, "").strip();
        String token = environment.getOrDefault(TOKEN, "").strip();
        if (id.isEmpty() && secret.isEmpty()) {
            return Optional.empty();
        }
        for (Map.Entry<String, String> key : Map.of(ID, id, SECRET, secret).entrySet()) {
            if (key.getValue().isEmpty()) {
                throw unusable("of " + ID + " and " + SECRET + " only one is set, without " + key.getKey()
                        + "; set both, or AWS_BEARER_TOKEN_BEDROCK");
            }
        }
        for (Map.Entry<String, String> key :
                Map.of(ID, id, SECRET, secret, TOKEN, token).entrySet()) {
            if (!key.getValue().chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                throw unusable("the key in the environment variable " + key.getKey()
                        + " holds spaces or other characters that no key has; set it again");
            }
        }
        return Optional.of(new BedrockSigner(
                token.isEmpty()
                        ? AwsCredentialsIdentity.create(id, secret)
                        : AwsSessionCredentialsIdentity.create(id, secret, token),
                region,
                clock));
    }

    private static SeedbedException unusable(String message) {
        return new SeedbedException(ErrorKind.UNUSABLE, message);
    }

    @Override
    public Map<String, String> sign(URI address, byte[] body) {
        SdkHttpRequest request =
                SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(address).build();
        SignedRequest signed = signer.sign(each -> each.identity(keys)
                .request(request)
                .payload(ContentStreamProvider.fromByteArray(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SIGNING_NAME)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(HttpSigner.SIGNING_CLOCK, clock));
        Map<String, String> headers = new LinkedHashMap<>();
        signed.request().forEachHeader((name, values) -> {
            // The client writes this one by itself, and the same.
            if (!name.equalsIgnoreCase("Host")) {
                headers.put(name, String.join(",", values));
            }
        });
        return headers;
    }

    @Override
    public List<Secret> secrets() {
        return secrets;
    }

    @Override
    public String toString() {
        return "signer for " + region;
    }
}
