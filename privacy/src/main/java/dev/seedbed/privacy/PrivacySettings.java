package dev.seedbed.privacy;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What [PersonalData] looks for.
///
/// ```java
/// PrivacySettings.defaults().without(Kind.URL).withPattern("staff-number", "EMP-[0-9]{6}").allowing("help@acme.com")
/// ```
///
/// @param kinds those wanted
/// @param leastCertainty finds below it are dropped; .5 unless told, .3 adds what only its form speaks for
/// @param patterns regular expressions of one's own by their names, in RE2's language, which cannot run away; kept in
///     the order of their names
/// @param denied texts that are found wherever they stand as whole words, whatever their case
/// @param allowed texts that are never found, whatever their case; `@acme.com` allows every address that ends so
public record PrivacySettings(
        Set<Kind> kinds,
        double leastCertainty,
        Map<String, String> patterns,
        List<String> denied,
        List<String> allowed) {
    static final double LEAST_CERTAINTY = .5;

    public PrivacySettings {
        // In an order that is the same in each run: a run's signature holds this as text.
        kinds = Collections.unmodifiableSet(ordered(kinds));
        patterns = Collections.unmodifiableMap(new TreeMap<>(patterns));
        denied = List.copyOf(denied);
        allowed = List.copyOf(allowed);
        if (!(leastCertainty >= 0 && leastCertainty <= 1)) {
            throw new IllegalArgumentException("The least certainty is " + leastCertainty + ", but goes from 0 to 1");
        }
    }

    private static EnumSet<Kind> ordered(Collection<Kind> kinds) {
        EnumSet<Kind> ordered = EnumSet.noneOf(Kind.class);
        ordered.addAll(kinds);
        return ordered;
    }

    /// All kinds.
    public static PrivacySettings defaults() {
        return new PrivacySettings(EnumSet.allOf(Kind.class), LEAST_CERTAINTY, Map.of(), List.of(), List.of());
    }

    /// All but names, addresses and dates of birth, which are told by words: the fast ones.
    public static PrivacySettings structured() {
        return defaults().without(Kind.PERSON, Kind.ADDRESS, Kind.DATE_OF_BIRTH);
    }

    public PrivacySettings withKinds(Collection<Kind> wanted) {
        return new PrivacySettings(ordered(wanted), leastCertainty, patterns, denied, allowed);
    }

    public PrivacySettings without(Kind... unwanted) {
        EnumSet<Kind> rest = ordered(kinds);
        List.of(unwanted).forEach(rest::remove);
        return withKinds(rest);
    }

    public PrivacySettings withLeastCertainty(double certainty) {
        return new PrivacySettings(kinds, certainty, patterns, denied, allowed);
    }

    public PrivacySettings withPattern(String name, String pattern) {
        Map<String, String> more = new LinkedHashMap<>(patterns);
        more.put(name, pattern);
        return withPatterns(more);
    }

    public PrivacySettings withPatterns(Map<String, String> named) {
        return new PrivacySettings(kinds, leastCertainty, named, denied, allowed);
    }

    public PrivacySettings denying(String... texts) {
        return new PrivacySettings(kinds, leastCertainty, patterns, List.of(texts), allowed);
    }

    public PrivacySettings allowing(String... texts) {
        return new PrivacySettings(kinds, leastCertainty, patterns, denied, List.of(texts));
    }
}
