package dev.seedbed.model.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    private static final Secret SECRET = Secret.of("sk/a+b\"c&d", "(the key)");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk/a+b\"c&d",
                "sk\\/a+b\\\"c&d",
                "sk\\/a\\u002Bb\\u0022c\\u0026d",
                "\\u0073\\u006b\\u002f\\u0061\\u002b\\u0062\\u0022\\u0063\\u0026\\u0064",
                "sk\\\\/a+b\\\\\\\"c&d",
                "sk\\x2Fa\\x2bb\\x22c\\x26d",
                "sk\\u{2f}a+b\"c&d",
                "sk%2Fa%2Bb%22c%26d",
                "%73k%2fa%2bb%22c%26d",
                "sk%252Fa%252Bb%2522c%2526d",
                "sk/a+b&quot;c&amp;d",
                "sk&sol;a&plus;b&QUOT;c&AMP;d",
                "sk&#47;a&#43;b&#34;c&#38;d",
                "sk&#x2F;a&#x002b;b&#X22;c&#x26;d",
                "sk/a&amp;#43;b&amp;quot;c&amp;amp;d"
            })
    void isTakenOutHoweverItIsEscaped(String echoed) {
        assertThat(SECRET.redact("wrong: " + echoed + ", and " + echoed + "!"))
                .isEqualTo("wrong: (the key), and (the key)!");
    }

    @Test
    void isTakenOutWhereItHoldsWhatLooksEscaped() {
        Secret secret = Secret.of("a%2Fb\\u0041&amp;c", "(the key)");

        assertThat(secret.redact("<a%2Fb\\u0041&amp;c>")).isEqualTo("<(the key)>");
        assertThat(secret.redact("<a%252Fb%5Cu0041%26amp;c>")).isEqualTo("<(the key)>");
    }

    @Test
    void isTakenOutOfWhatIsInBase64() {
        String key = "sk-0123/456+789~abcdef";
        Secret secret = Secret.of(key, "(the key)");
        for (String name : List.of("", "u:", "user:", "somebody:")) {
            byte[] sent = (name + key).getBytes(StandardCharsets.UTF_8);
            String plain = Base64.getEncoder().encodeToString(sent);
            String url = Base64.getUrlEncoder().encodeToString(sent);

            for (String each : List.of(plain, url, URLEncoder.encode(plain, StandardCharsets.UTF_8))) {
                String safe = secret.redact("Basic " + each);

                assertThat(safe).as(name).startsWith("Basic ").contains("(the key)");
                assertThat(safe.length()).as("what is left of it: " + safe).isLessThan(38);
            }
        }
    }

    @Test
    void leavesOtherTextsAlone() {
        String text = "sk/a+b\"c and sk\\/a+b\\\"c&e %2F &amp; \\u0026 \\";

        assertThat(SECRET.redact(text)).isSameAs(text);
    }

    @Test
    void isTakenOutOfLongTextsWhereItIsCut() {
        Redaction redaction = new Redaction(List.of(Secret.of("k".repeat(900), "(the key)")));

        assertThat(redaction.shown("k".repeat(70_000))).doesNotContain("kk");
        assertThat(redaction.shown("x".repeat(1_995) + "k".repeat(900))).isEqualTo("x".repeat(1_995) + "(the ");
    }

    @Test
    void isThePasswordOfAProxyToo() {
        BaseUrl base = BaseUrl.parse("http://api.example.com");
        HttpProxy proxy = HttpProxy.find(Optional.empty(), base, Map.of("HTTP_PROXY", "http://me:pa%2Fss@proxy:3128"))
                .orElseThrow();
        String said = "no: Basic bWU6cGEvc3M=, me:pa\\/ss, pa%2Fss";

        String safe = said;
        for (Secret secret : proxy.secrets()) {
            safe = secret.redact(safe);
        }
        assertThat(safe).isEqualTo("no: Basic (the password), me:(the password), (the password)");
    }
}
