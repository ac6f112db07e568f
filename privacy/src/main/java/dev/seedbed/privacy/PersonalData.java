package dev.seedbed.privacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Finds personal data and secrets in text.
///
/// ```java
/// PersonalData scanner = PersonalData.with(PrivacySettings.defaults());
/// List<Found> found = scanner.find("Write to jo@acme.com");    // EMAIL from 9 to 20
/// String masked = Scrubbing.masking().scrub("Write to jo@acme.com", found).text();    // Write to [EMAIL]
/// ```
///
/// What has a check digit is checked; what has not needs a form that nothing else has, or words around it that say what
/// it is (`call`, `SSN`) and none that say what else it is (`order`, `version`, `ISBN`). A find has a certainty from 0
/// to 1; those below [PrivacySettings#leastCertainty] are dropped. Finds come in the order of the text and do not
/// overlap: of two that do, the longer stands, and the other is cut to what is left of it, if anything is.
///
/// One pass over the text in linear time, whatever it holds; deterministic; any number of threads. The text of a find
/// is in no record and no message.
public final class PersonalData {
    private final PrivacySettings settings;
    private final CustomPatterns patterns;
    private final TextLists lists;

    private PersonalData(PrivacySettings settings) {
        this.settings = settings;
        this.patterns = CustomPatterns.of(settings.patterns());
        this.lists = new TextLists(settings.denied(), settings.allowed());
    }

    /// Looks for all kinds.
    public static PersonalData standard() {
        return new PersonalData(PrivacySettings.defaults());
    }

    /// @throws IllegalArgumentException if a pattern of one's own cannot be read or is too large, with what is wrong
    public static PersonalData with(PrivacySettings settings) {
        return new PersonalData(settings);
    }

    public PrivacySettings settings() {
        return settings;
    }

    public List<Found> find(CharSequence text) {
        char[] chars = text.toString().toCharArray();
        return find(chars, 0, chars.length);
    }

    /// @return what stands from one place to another, exclusive, by its place in the whole array
    public List<Found> find(char[] chars, int from, int to) {
        java.util.Objects.checkFromToIndex(from, to, chars.length);
        Scan scan = new Scan(chars, from, to, settings.kinds(), settings.leastCertainty());
        scan.run();
        List<Found> found = scan.found;
        if (scan.wants(Kind.ADDRESS)) {
            PostalAddresses.in(scan);
        }
        if (scan.wants(Kind.PERSON)) {
            PersonNames.in(scan);
        }
        patterns.find(chars, from, to, found);
        lists.deny(chars, from, to, found);
        return found.isEmpty() ? List.of() : allowed(chars, found);
    }

    /// What is allowed hides nothing that was asked for: `jo` is found in the allowed `jo@example.com`.
    private List<Found> allowed(char[] chars, List<Found> found) {
        List<Found> apart = apart(chars, found);
        List<Found> left = lists.allow(chars, apart);
        if (left.size() == apart.size()) {
            return apart;
        }
        List<Found> again = new ArrayList<>(left);
        found.stream().filter(each -> each.kind() == Kind.CUSTOM).forEach(again::add);
        return lists.allow(chars, apart(chars, again));
    }

    /// In their order; of those that overlap the longest whole, and of the others what it does not cover.
    private static List<Found> apart(char[] chars, List<Found> found) {
        List<Found> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingInt(Found::length)
                .reversed()
                .thenComparing(Comparator.comparingInt(Found::from))
                .thenComparing(Comparator.comparingDouble(Found::certainty).reversed()));
        NavigableMap<Integer, Found> apart = new TreeMap<>();
        for (Found each : sorted) {
            leftOver(chars, each, apart);
        }
        return List.copyOf(apart.values());
    }

    private static void leftOver(char[] chars, Found found, NavigableMap<Integer, Found> apart) {
        Map.Entry<Integer, Found> before = apart.floorEntry(found.from());
        int from = before == null
                ? found.from()
                : Math.max(found.from(), before.getValue().to());
        while (from < found.to()) {
            Map.Entry<Integer, Found> after = apart.ceilingEntry(from);
            int to = after == null ? found.to() : Math.min(found.to(), after.getKey());
            int begin = from;
            int end = to;
            while (begin < end && begin > found.from() && isBetween(chars[begin])) {
                begin++;
            }
            while (begin < end && end < found.to() && isBetween(chars[end - 1])) {
                end--;
            }
            if (begin < end) {
                apart.put(begin, new Found(found.kind(), begin, end, found.rule(), found.certainty()));
            }
            from = after == null ? found.to() : after.getValue().to();
        }
    }

    /// A blank or a mark where one find was cut from another tells nothing.
    private static boolean isBetween(char sign) {
        return Signs.isBlank(sign) || (sign < 128 && !Signs.isWord(sign));
    }
}
