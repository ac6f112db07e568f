package dev.seedbed.privacy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Finds personal data and secrets in text.
///
/// ```java
/// PersonalData scanner = PersonalData.with(PrivacySettings.defaults());
/// List<Found> found = scanner.find("Write to jo@acme.com");    // EMAIL from 9 to 20
/// String masked = Scrubbing.masking().scrub("Write to jo@acme.com", found).text();    // Write to [EMAIL]
/// ```
///
/// What has a check digit is checked; what has not needs a form that nothing else has, or words around it that say what
/// it is
/// (`call`, `SSN`) and none that say what else it is (`order`, `version`, `ISBN`). A find has a certainty from 0 to 1;
/// those below
/// [PrivacySettings#leastCertainty] are dropped. Finds come in the order of the text and do not overlap: of two that
/// do, the longer
/// stands.
///
/// One pass over the text in linear time, whatever it holds; deterministic; any number of threads. The text of a find
/// is in no
/// record and no message.
public final class PersonalData {
    private final PrivacySettings settings;
    private final CustomPatterns patterns;
    private final TextLists lists;
    private final Set<Kind> wanted;

    private PersonalData(PrivacySettings settings) {
        this.settings = settings;
        this.patterns = CustomPatterns.of(settings.patterns());
        EnumSet<Kind> kinds = EnumSet.noneOf(Kind.class);
        kinds.addAll(settings.kinds());
        this.wanted = Collections.unmodifiableSet(kinds);
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
        Scan scan = new Scan(chars, from, to, wanted, settings.leastCertainty());
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
        List<Found> apart = apart(found);
        List<Found> left = lists.allow(chars, apart);
        if (left.size() == apart.size()) {
            return apart;
        }
        List<Found> again = new ArrayList<>(left);
        found.stream().filter(each -> each.kind() == Kind.CUSTOM).forEach(again::add);
        return lists.allow(chars, apart(again));
    }

    /// In their order, and of those that overlap the longest.
    private static List<Found> apart(List<Found> found) {
        if (found.size() == 1) {
            return List.of(found.getFirst());
        }
        List<Found> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingInt(Found::from)
                .thenComparing(Comparator.comparingInt(Found::to).reversed())
                .thenComparing(Comparator.comparingDouble(Found::certainty).reversed()));
        List<Found> apart = new ArrayList<>();
        for (Found each : sorted) {
            Found last = apart.isEmpty() ? null : apart.getLast();
            if (last == null || each.from() >= last.to()) {
                apart.add(each);
            } else if (each.length() > last.length()) {
                apart.set(apart.size() - 1, each);
            }
        }
        return List.copyOf(apart);
    }
}
