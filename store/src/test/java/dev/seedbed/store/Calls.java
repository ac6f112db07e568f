package dev.seedbed.store;

import dev.seedbed.api.Hash;
import dev.seedbed.api.Money;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.run.JournalledCall;
import dev.seedbed.api.setting.PromptReference;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Calls for tests, told apart by a number.
final class Calls {
    private static final String[] WORDS =
            "the of and a to in is you that it he was for on are as with his they I at be this have from or one had by"
                    .split(" ");

    private Calls() {}

    static Hash key(long n) {
        return Hash.of("key", Long.toString(n));
    }

    static JournalledCall answered(long n) {
        return answered(n, "request " + n, "reply " + n);
    }

    static JournalledCall answered(long n, String request, String reply) {
        return of(
                n,
                request,
                new JournalledCall.Answered(new Reply(
                        reply,
                        Reply.Finish.STOP,
                        new Usage(n, 2 * n, false),
                        Optional.of("gpt-4o-mini-2024-07-18"),
                        Optional.empty())));
    }

    static JournalledCall of(long n, String request, JournalledCall.Result result) {
        return new JournalledCall(
                key(n),
                "writer",
                "openai gpt-4o-mini",
                "magpie/answer",
                Long.toHexString(n),
                request,
                (int) n,
                0,
                Optional.of(new PromptReference("magpie.response", 1, Hash.sha256Of("text"))),
                result,
                new Money(new BigDecimal("0.000123"), "USD"),
                JournalledCall.Lost.NONE,
                Instant.ofEpochSecond(1_795_000_000L, 123_456_789),
                Duration.ofMillis(n),
                1);
    }

    /// A text of so many characters that compresses about as prose does not: words in random order.
    static String prose(RandomGenerator random, int length) {
        StringBuilder text = new StringBuilder(length + 8);
        while (text.length() < length) {
            text.append(WORDS[random.nextInt(WORDS.length)])
                    .append(random.nextInt(1000))
                    .append(' ');
        }
        return text.substring(0, length);
    }
}
