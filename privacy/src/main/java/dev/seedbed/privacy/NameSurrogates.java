package dev.seedbed.privacy;

import dev.seedbed.privacy.KeyedHash.Draws;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Names for names, part by part, so that all forms of one person's name stay one person's.
///
/// A part becomes another of the list in which it stands: a given name one of the same culture, a family name too, and
/// one that stands in no list an English family name. It follows from the key and that part alone, whatever else is in
/// the document: so it is the same in every document, and two names may become one. No part becomes itself. Particles
/// and titles stay.
final class NameSurrogates {
    private static final String INITIALS = "ABCDEFGHJKLMNPRSTW";

    private final KeyedHash hash;
    private final Map<String, String> made = new HashMap<>();

    NameSurrogates(KeyedHash hash) {
        this.hash = hash;
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
        int end = stem(written);
        String stem = written.substring(0, end);
        String plain = lower(stem);
        if (isInitial(stem)) {
            return initial(plain.charAt(0)) + written.substring(1);
        }
        if (stem.chars().noneMatch(Character::isLetterOrDigit) || isKept(plain)) {
            return written;
        }
        String surrogate = made.computeIfAbsent(plain, this::drawn);
        boolean capitals = stem.equals(stem.toUpperCase(Locale.ROOT));
        return (capitals ? surrogate.toUpperCase(Locale.ROOT) : surrogate) + written.substring(end);
    }

    /// `M.` too, although it may be a title: what may tell a name does not stay.
    private static boolean isInitial(String stem) {
        boolean single = stem.length() == 1 || (stem.length() == 2 && stem.charAt(1) == '.');
        return single && Character.isLetter(stem.charAt(0)) && !Character.isLowerCase(stem.charAt(0));
    }

    private static boolean isKept(String plain) {
        return NameWords.isParticle(plain) || NameWords.isTitle(plain);
    }

    /// Where it ends without its `'s`.
    private static int stem(String written) {
        int end = written.length() - 2;
        boolean possessive = end >= 0
                && (written.charAt(end) == '\'' || written.charAt(end) == '’')
                && (written.charAt(end + 1) | 0x20) == 's';
        return possessive ? end : written.length();
    }

    /// A char for a char: the lower case of a whole text may be longer than the text.
    private static String lower(String stem) {
        char[] chars = stem.toCharArray();
        for (int at = 0; at < chars.length; at++) {
            chars[at] = Character.toLowerCase(chars[at]);
        }
        return new String(chars);
    }

    private char initial(char letter) {
        String others = INITIALS.replace(Character.toString(Character.toUpperCase(letter)), "");
        return hash.draws("initial", Character.toString(letter)).of(others);
    }

    private String drawn(String plain) {
        String title = Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
        boolean given = NameLists.roles(title) == NameLists.GIVEN;
        NameLists.Roll roll = NameLists.rollOf(title, given);
        Draws draws = hash.draws(given ? "given" : "family", plain);
        int size = roll.names().size();
        int first = draws.below(size);
        for (int step = 0; step < size; step++) {
            String name = roll.names().get((first + step) % size);
            if (!Signs.folded(name).equals(Signs.folded(plain))) {
                return name;
            }
        }
        return "Name";
    }
}
