package dev.seedbed.privacy;

import dev.seedbed.privacy.KeyedHash.Draws;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Names for names, part by part, so that all forms of one person's name stay one person's.
///
/// A given name becomes one of the same list, a family name one of the same culture. Which part a single name is
/// follows from the
/// full names of the document, else from the lists.
final class NameSurrogates {
    private final KeyedHash hash;
    private final Map<String, Boolean> givenInFull = new HashMap<>();
    private final Set<String> originals = new HashSet<>();
    private final Map<String, String> made = new HashMap<>();

    NameSurrogates(KeyedHash hash, String text, List<Found> found) {
        this.hash = hash;
        for (Found each : found) {
            if (each.kind() == Kind.PERSON) {
                learn(each.of(text));
            }
        }
    }

    private void learn(String name) {
        String[] parts = name.split("[\\s,]+");
        for (int place = 0; place < parts.length; place++) {
            String plain = plain(parts[place]);
            originals.add(plain);
            if (parts.length > 1) {
                boolean reversed = parts[0].length() < name.length() && name.charAt(parts[0].length()) == ',';
                boolean last = reversed ? place == 0 : place == parts.length - 1;
                givenInFull.putIfAbsent(plain, !last);
            }
        }
    }

    private static String plain(String part) {
        String lower = Signs.lowerEach(part);
        return lower.endsWith("'s") || lower.endsWith("’s") ? lower.substring(0, lower.length() - 2) : lower;
    }

    String of(String name) {
        StringBuilder other = new StringBuilder();
        int at = 0;
        while (at < name.length()) {
            int begin = at;
            while (at < name.length() && isPart(name.charAt(at))) {
                at++;
            }
            if (at == begin) {
                other.append(name.charAt(at++));
            } else {
                other.append(part(name.substring(begin, at)));
            }
        }
        return other.toString();
    }

    private static boolean isPart(char sign) {
        return !Signs.isBlank(sign) && sign != ',' && sign != '-';
    }

    private String part(String written) {
        String plain = plain(written);
        String tail = written.substring(plain.length());
        boolean initial = plain.length() == 1 || (plain.length() == 2 && plain.endsWith("."));
        if (NameWords.isParticle(plain) || NameWords.isTitle(plain)) {
            return written;
        }
        if (initial) {
            return hash.draws("initial", plain).of("ABCDEFGHJKLMNPRSTW") + written.substring(1);
        }
        String surrogate = made.computeIfAbsent(plain, _ -> drawn(plain, written.substring(0, plain.length())));
        boolean capitals =
                plain.length() > 1 && written.substring(0, plain.length()).equals(plain.toUpperCase(Locale.ROOT));
        return (capitals ? surrogate.toUpperCase(Locale.ROOT) : surrogate) + tail;
    }

    private String drawn(String plain, String written) {
        String title = written.substring(0, 1).toUpperCase(Locale.ROOT) + plain.substring(1);
        Boolean inFull = givenInFull.get(plain);
        boolean given = inFull == null ? (NameLists.roles(title) & NameLists.FAMILY) == 0 : inFull;
        NameLists.Roll roll = NameLists.rollOf(title, given);
        Draws draws = hash.draws(given ? "given" : "family", plain);
        String name = title;
        for (int attempt = 0; attempt < 50; attempt++) {
            name = roll.names().get(draws.below(roll.names().size()));
            if (!originals.contains(name.toLowerCase(Locale.ROOT))) {
                return name;
            }
        }
        return name.equalsIgnoreCase(plain) ? "Name" : name;
    }
}
