package dev.seedbed.privacy;

import dev.seedbed.privacy.KeyedHash.Draws;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Texts that look real in place of those found in one document, each drawn by the key and the text alone.
final class Surrogates {
    private static final int TRIES = 100;

    private final KeyedHash hash;
    private final String text;
    private final NameSurrogates names;
    private final Map<String, String> made = new HashMap<>();

    Surrogates(KeyedHash hash, String text) {
        this.hash = hash;
        this.text = text;
        this.names = new NameSurrogates(hash);
    }

    /// Never the text itself.
    String of(Found found) {
        String original = found.of(text);
        if (found.kind() == Kind.PERSON) {
            String other = names.of(original);
            return other.equals(original) ? Kind.PERSON.mask() : other;
        }
        return made.computeIfAbsent(found.kind() + " " + found.rule() + " " + original, _ -> make(found, original));
    }

    private String make(Found found, String original) {
        Draws draws = hash.draws(found.kind().code(), KeyedHash.plain(found.kind(), original));
        if (found.kind() == Kind.DATE_OF_BIRTH) {
            String moved = BirthDateSurrogates.moved(
                    original, hash.draws("date-shift", "").below(1_400) + 200);
            return moved.equals(original) ? Kind.DATE_OF_BIRTH.mask() : moved;
        }
        for (int attempt = 0; attempt < TRIES; attempt++) {
            String surrogate = drawn(found, original, draws);
            if (!surrogate.equals(original)) {
                return surrogate;
            }
        }
        return found.kind().mask();
    }

    private static String drawn(Found found, String original, Draws draws) {
        return switch (found.kind()) {
            case EMAIL -> email(draws);
            case PHONE -> NumberSurrogates.phone(original, draws);
            case CARD -> NumberSurrogates.card(original, draws);
            case IBAN -> NumberSurrogates.iban(original, draws);
            case IP -> NetworkSurrogates.ip(original, found.rule(), draws);
            case MAC -> NetworkSurrogates.mac(original, draws);
            case URL -> NetworkSurrogates.url(original, draws);
            case CRYPTO -> NetworkSurrogates.crypto(original, found.rule(), draws);
            case SECRET -> secret(original, draws);
            case SSN -> NumberSurrogates.ssn(original, draws);
            case NATIONAL_ID -> NationalSurrogates.of(original, found.rule(), draws);
            case ADDRESS -> address(original, draws);
            case DATE_OF_BIRTH, PERSON, CUSTOM -> sameSorts(original, 0, draws);
        };
    }

    private static String email(Draws draws) {
        NameLists.Roll given = NameLists.rollOf("", true);
        NameLists.Roll family = NameLists.rollOf("", false);
        String first = given.names().get(draws.below(given.names().size()));
        String last = family.names().get(draws.below(family.names().size())).replace("'", "");
        String host = new String[] {"example.com", "example.org", "example.net"}[draws.below(3)];
        return (first + "." + last + draws.below(1000)).toLowerCase(Locale.ROOT) + "@" + host;
    }

    /// The issuer's prefix, the lines of a private key and all marks stay.
    private static String secret(String original, Draws draws) {
        int body = original.indexOf('\n');
        if (original.startsWith("-----BEGIN") && body > 0) {
            int end = original.indexOf("-----END");
            String tail = end < 0 ? "" : original.substring(end);
            String middle = original.substring(body, end < 0 ? original.length() : end);
            return original.substring(0, body) + sameSorts(middle, 0, draws) + tail;
        }
        return sameSorts(original, Secrets.prefixLength(original), draws);
    }

    /// A digit for a digit, another letter for a letter, of any script; marks upon letters go with them.
    static String sameSorts(String original, int from, Draws draws) {
        StringBuilder other = new StringBuilder(original.length()).append(original, 0, from);
        for (int at = from; at < original.length(); ) {
            int sign = original.codePointAt(at);
            at += Character.charCount(sign);
            if (Character.isDigit(sign)) {
                other.append((char) ('0' + draws.below(10)));
            } else if (Character.isUpperCase(sign)) {
                other.append(otherThan(sign, 'A', draws));
            } else if (Character.isAlphabetic(sign) && !isMark(sign)) {
                other.append(otherThan(sign, 'a', draws));
            } else if (!isMark(sign)) {
                other.appendCodePoint(sign);
            }
        }
        return other.toString();
    }

    private static char otherThan(int letter, char first, Draws draws) {
        int place = letter - first;
        boolean latin = place >= 0 && place < 26;
        return (char) (first + (latin ? (place + 1 + draws.below(25)) % 26 : draws.below(26)));
    }

    private static boolean isMark(int sign) {
        int type = Character.getType(sign);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private static final List<String> PLACES = List.of(
            "Alder", "Birch", "Cedar", "Elm", "Hazel", "Laurel", "Linden", "Maple", "Poplar", "Rowan", "Willow",
            "Juniper", "Heron", "Falcon", "Harbour", "Meadow", "Orchard", "Quarry", "Summit", "Valley");

    /// Numbers are drawn anew, and names of streets and places with them; sorts of streets and states stay.
    private static String address(String original, Draws draws) {
        StringBuilder other = new StringBuilder(original.length());
        int at = 0;
        while (at < original.length()) {
            int begin = at;
            while (at < original.length() && Character.isLetterOrDigit(original.charAt(at))) {
                at++;
            }
            String word = original.substring(begin, at);
            if (word.isEmpty()) {
                other.append(original.charAt(at++));
            } else if (word.chars().anyMatch(Character::isDigit)) {
                String drawn = sameSorts(word, 0, draws);
                other.append(drawn.startsWith("0") && !word.startsWith("0") ? "1" + drawn.substring(1) : drawn);
            } else {
                other.append(PostalAddresses.isNamePart(word) ? PLACES.get(draws.below(PLACES.size())) : word);
            }
        }
        return other.toString();
    }
}
