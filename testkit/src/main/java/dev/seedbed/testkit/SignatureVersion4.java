package dev.seedbed.testkit;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// AWS's Signature Version 4 as the server computes it, to check what a client signed: AWS IAM user guide, "Create a
/// signed AWS API request" (2026). Held to vectors of AWS's own test suite. Queries are not looked at.
final class SignatureVersion4 {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private SignatureVersion4() {}

    /// Why a request is not signed as it should be; empty if it is.
    static Optional<String> flaw(RecordedRequest request, String keyId, String secret, String region, String service) {
        Map<String, String> parts = new TreeMap<>();
        String header = request.header("Authorization").orElse("");
        if (!header.startsWith(ALGORITHM + " ")) {
            return Optional.of("there is no signature");
        }
        for (String part : header.substring(ALGORITHM.length()).split(",")) {
            String[] sides = part.strip().split("=", 2);
            parts.put(sides[0], sides.length == 2 ? sides[1] : "");
        }
        String time = request.header("X-Amz-Date").orElse("");
        String scope = time.replaceFirst("T.*", "") + "/" + region + "/" + service + "/aws4_request";
        List<String> signed =
                Arrays.asList(parts.getOrDefault("SignedHeaders", "").split(";"));
        boolean hasToken = request.header("X-Amz-Security-Token").isPresent();
        if (!(keyId + "/" + scope).equals(parts.get("Credential"))) {
            return Optional.of("the scope is not " + scope + " but " + parts.get("Credential"));
        }
        if (!signed.contains("host")
                || !signed.contains("x-amz-date")
                || (hasToken && !signed.contains("x-amz-security-token"))) {
            return Optional.of("host, date and token are not all signed: " + signed);
        }
        Map<String, String> headers = new TreeMap<>();
        signed.forEach(name -> headers.put(name, request.header(name).orElse("")));
        String expected = signature(request.method(), request.path(), headers, request.body(), secret, scope);
        return expected.equals(parts.get("Signature"))
                ? Optional.empty()
                : Optional.of("the signature should be " + expected);
    }

    /// @param headers those that are signed, by their names in small letters
    /// @param scope day, region, service and `aws4_request`
    static String signature(
            String method, String path, Map<String, String> headers, String body, String secret, String scope) {
        StringBuilder lines = new StringBuilder();
        TreeMap<String, String> sorted = new TreeMap<>(headers);
        sorted.forEach((name, value) -> lines.append(name)
                .append(':')
                .append(value.strip().replaceAll(" +", " "))
                .append('\n'));
        String request = String.join(
                "\n",
                method,
                canonicalPath(path),
                "",
                lines.toString(),
                String.join(";", sorted.keySet()),
                sha256(body));
        String text = String.join("\n", ALGORITHM, sorted.getOrDefault("x-amz-date", ""), scope, sha256(request));
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/")) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, text));
    }

    /// Every part encoded once more than it was sent, as for all services but S3.
    private static String canonicalPath(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            String sent = URLEncoder.encode(URLDecoder.decode(part, StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                    .replace("+", "%20")
                    .replace("*", "%2A")
                    .replace("%7E", "~");
            parts.add(sent.replace("%", "%25"));
        }
        return String.join("/", parts);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
