package dev.seedbed.privacy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Puts something else where personal data was found.
///
/// ```java
/// Scrubbed scrubbed = Scrubbing.surrogates(key).scrub(text, scanner.find(text));
/// scrubbed.text();            // "Clara Weber wrote to t.lind4@example.org"
/// scrubbed.replacements();    // kinds and places, before and after
/// ```
///
/// With a key, the same text gets the same surrogate everywhere, and no list of them is kept anywhere: each follows
/// from the key and the text alone. So two texts may get the same surrogate, or one that is the original of another.
/// Without a key, surrogates are the same within a document only. A part of a name follows from that part: who is
/// `Anna Schmidt`, `Schmidt` and `Anna's` becomes `Clara Weber`, `Weber` and `Clara's`. Formats and check digits stay
/// valid, dates of birth are all moved by the same time, and nothing becomes itself: what cannot be drawn is masked.
///
/// Immutable, any number of threads, deterministic. A key has at least 16 bytes; it is never part of a message.
public final class Scrubbing {
    private final Action action;
    private final Map<Kind, Action> exceptions;
    private final @Nullable KeyedHash hash;

    private Scrubbing(Action action, Map<Kind, Action> exceptions, @Nullable KeyedHash hash) {
        this.action = action;
        this.exceptions = exceptions;
        this.hash = hash;
    }

    public static Scrubbing masking() {
        return new Scrubbing(Action.MASK, Map.of(), null);
    }

    /// @param key at least 16 bytes that only its owner knows
    public static Scrubbing hashing(byte[] key) {
        return new Scrubbing(Action.HASH, Map.of(), hash(key));
    }

    /// Consistent within each document.
    public static Scrubbing surrogates() {
        return new Scrubbing(Action.SURROGATE, Map.of(), null);
    }

    /// Consistent wherever the same key is used.
    public static Scrubbing surrogates(byte[] key) {
        return new Scrubbing(Action.SURROGATE, Map.of(), hash(key));
    }

    /// This action, with a key or without.
    ///
    /// @throws IllegalArgumentException if it needs a key and there is none, or the key is too short
    public static Scrubbing of(Action action, byte @Nullable [] key) {
        if (key == null && action == Action.HASH) {
            throw new IllegalArgumentException("A keyed hash needs a key");
        }
        return new Scrubbing(action, Map.of(), key == null ? null : hash(key));
    }

    /// Another action for one kind.
    public Scrubbing with(Kind kind, Action other) {
        if (other == Action.HASH && hash == null) {
            throw new IllegalArgumentException("A keyed hash needs a key");
        }
        Map<Kind, Action> more = new EnumMap<>(Kind.class);
        more.putAll(exceptions);
        more.put(kind, other);
        return new Scrubbing(action, more, hash);
    }

    private static KeyedHash hash(byte[] key) {
        if (key.length < KeyedHash.SHORTEST_KEY) {
            throw new IllegalArgumentException(
                    "The key has " + key.length + " bytes, but needs at least " + KeyedHash.SHORTEST_KEY);
        }
        return new KeyedHash(key);
    }

    /// @param found in this text, in its order
    public Scrubbed scrub(CharSequence text, List<Found> found) {
        String whole = text.toString();
        if (found.isEmpty()) {
            return new Scrubbed(whole, List.of());
        }
        Surrogates surrogates = action == Action.SURROGATE || exceptions.containsValue(Action.SURROGATE)
                ? new Surrogates(hash == null ? ofDocument(whole) : hash, whole)
                : null;
        StringBuilder scrubbed = new StringBuilder(whole.length());
        List<Replacement> replacements = new ArrayList<>(found.size());
        int copied = 0;
        for (Found each : found) {
            scrubbed.append(whole, copied, each.from());
            int begin = scrubbed.length();
            scrubbed.append(replacement(each, whole, surrogates));
            replacements.add(new Replacement(each, begin, scrubbed.length()));
            copied = each.to();
        }
        scrubbed.append(whole, copied, whole.length());
        return new Scrubbed(scrubbed.toString(), replacements);
    }

    private static KeyedHash ofDocument(String text) {
        return new KeyedHash(CryptoAddresses.sha256(text.getBytes(StandardCharsets.UTF_16BE)));
    }

    /// @param found in this part, by their places in the whole array; replacements are by their places in the part
    public Scrubbed scrub(char[] chars, int from, int to, List<Found> found) {
        List<Found> moved = found.stream()
                .map(each ->
                        new Found(each.kind(), each.from() - from, each.to() - from, each.rule(), each.certainty()))
                .toList();
        return scrub(new String(chars, from, to - from), moved);
    }

    private String replacement(Found found, String text, @Nullable Surrogates surrogates) {
        Kind kind = found.kind();
        return switch (exceptions.getOrDefault(kind, action)) {
            case MASK -> kind == Kind.CUSTOM ? "[" + masked(found.rule()) + "]" : kind.mask();
            case HASH -> Objects.requireNonNull(hash).shown(kind, found.of(text));
            case SURROGATE -> Objects.requireNonNull(surrogates).of(found);
        };
    }

    private static String masked(String name) {
        return name.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
    }
}
