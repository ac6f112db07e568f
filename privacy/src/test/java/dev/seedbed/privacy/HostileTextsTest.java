package dev.seedbed.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Texts made to be slow or to break something.
class HostileTextsTest {
    private static final byte[] KEY = "a key for this test only".getBytes(StandardCharsets.UTF_8);

    static Stream<String> texts() {
        int million = 1_000_000;
        return Stream.of(
                "a".repeat(10 * million),
                "1".repeat(million),
                "1 ".repeat(million / 2),
                "1-".repeat(million / 2),
                "1.".repeat(million / 2),
                "(1)".repeat(million / 3),
                "@".repeat(million),
                "a@".repeat(million / 2),
                "a.".repeat(million / 2),
                ":".repeat(million),
                "a:".repeat(million / 2),
                "://".repeat(million / 3),
                "http://".repeat(million / 7),
                "http://a.com/(".repeat(million / 14),
                "key=".repeat(million / 4),
                "password: ".repeat(million / 10),
                "-----BEGIN PRIVATE KEY-----".repeat(million / 27),
                "eyJ".repeat(million / 3),
                "sk-".repeat(million / 3),
                "\uD800".repeat(million),
                "\uDC00a1@\uD800.com ".repeat(million / 12),
                "\u0000".repeat(million),
                "A ".repeat(million / 2),
                "Anna Schmidt ".repeat(million / 13),
                "Mr. ".repeat(million / 4),
                "1 Street ".repeat(million / 9),
                "12 A A A A ".repeat(million / 11),
                "DE89 ".repeat(million / 5),
                "+1".repeat(million / 2),
                "=".repeat(million),
                "aB3".repeat(million / 3),
                "aB3/".repeat(million / 4));
    }

    /// Whoever is not linear does not come to an end here.
    @ParameterizedTest(name = "{index}")
    @MethodSource("texts")
    void comesToAnEnd(String text) {
        PersonalData scanner = PersonalData.with(PrivacySettings.defaults().withPattern("bomb", "(a*)*b|(a|a)*c"));
        List<Found> found = scanner.find(text);
        assertThat(found).allSatisfy(each -> assertThat(each.to()).isLessThanOrEqualTo(text.length()));
        for (Action action : Action.values()) {
            Scrubbed scrubbed = Scrubbing.of(action, KEY).scrub(text, found);
            assertThat(scrubbed.replacements()).hasSameSizeAs(found);
        }
    }
}
