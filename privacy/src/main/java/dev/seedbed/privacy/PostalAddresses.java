package dev.seedbed.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Postal addresses in the forms of the United States, the United Kingdom, Germany and France: number, street and sort
/// of street, and
/// the place with its code where it follows.
///
/// A cheap look for a sort of street or a postcode comes first; only around one are the expressions tried, in RE2's
/// linear time.
final class PostalAddresses {
    private static final int BEFORE = 60;
    private static final int AFTER = 110;

    private static final String NAME = "[A-ZÀ-Þ0-9][A-Za-zÀ-ÿ0-9'’.-]*";
    private static final String SORTS =
            "(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Square|Sq|Terrace|Ter|Way|Parkway|Pkwy|Circle|Cir|Highway|Hwy|Trail|Trl|Close|Crescent|Gardens|Grove|Mews|Row|Walk|Alley|Plaza|Loop|Run|Ridge|Path|Pike|Crossing|Expressway|Freeway|Turnpike|Hill|View|Heights|Park|Green|Wharf)";
    private static final Set<String> SORT_WORDS =
            WordSet.of(SORTS.substring(3, SORTS.length() - 1).split("\\|"));
    private static final String UNIT =
            "(?:,? (?:Apt|Apartment|Suite|Ste|Unit|Floor|Flat|Room|No|#)\\.? ?#?[A-Za-z0-9-]{1,6})?";
    private static final String STATE_AND_ZIP =
            "(?:,? (?:A[LKZRP]|C[AOT]|D[CE]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[ADEHINOPST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AIT]|W[AIVY])(?: \\d{5}(?:-\\d{4})?)?)";
    private static final String UK_CODE = "[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}";

    /// `221B Baker Street, London NW1 6XE`, `12 Elm St, Apt 4, Springfield, IL 62704`.
    private static final Pattern ENGLISH = Pattern.compile(
            "\\b\\d{1,5}[A-Za-z]?(?:-\\d{1,4})? (?:(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\\.? )?(?:" + NAME
                    + " ){1,4}?" + SORTS + "\\b\\.?(?: (?:N|S|E|W|NE|NW|SE|SW)\\b\\.?)?" + UNIT + "(?:(?:,|\n|,\n)? ?"
                    + NAME + "(?: "
                    + NAME + "){0,2}(?:" + STATE_AND_ZIP + "|,? " + UK_CODE + "\\b)|" + STATE_AND_ZIP + "|,? " + UK_CODE
                    + "\\b)?");

    /// `Hauptstraße 12a, 10115 Berlin`, `Am Markt 3, 50667 Köln`.
    private static final Pattern GERMAN = Pattern.compile(
            "[A-ZÄÖÜ][A-Za-zäöüß.-]*(?: [A-ZÄÖÜ][a-zäöüß.-]+)?(?:straße|strasse|str\\.|weg|platz|allee|gasse|ring|damm|ufer|hof| Straße| Str\\.| Weg| Platz| Allee| Ring)\\s\\d{1,4} ?[a-z]?\\b(?:,? (?:D-)?\\d{5} [A-ZÄÖÜ][A-Za-zäöüß-]+(?: (?:am|an der|im) [A-ZÄÖÜ][a-zäöüß]+)?)?");

    /// `12 bis, rue de la Paix, 75002 Paris`.
    private static final Pattern FRENCH = Pattern.compile(
            "\\b\\d{1,4}(?: ?(?:bis|ter|quater|[A-D]))?,? (?:rue|avenue|boulevard|place|chemin|impasse|allée|quai|route|cours|Rue|Avenue|Boulevard|Place|Chemin|Impasse|Allée|Quai) (?:(?:de la|de l'|de|du|des|d'|la|le|les) ?)?"
                    + "[A-ZÀ-Þ][A-Za-zÀ-ÿ'’-]*(?: (?:(?:de|du|des|la) )?[A-ZÀ-Þ][A-Za-zÀ-ÿ'’-]*){0,3}(?:,? \\d{5} [A-ZÀ-Þ][A-Za-zÀ-ÿ-]+(?: [A-ZÀ-Þ0-9][A-Za-zÀ-ÿ-]+)?)?");

    private static final Pattern BOX =
            Pattern.compile("\\bP\\.? ?O\\.? Box \\d{1,6}(?:, [A-Z][A-Za-z]+(?: [A-Z][a-z]+)?)?" + STATE_AND_ZIP + "?");

    private static final Set<String> KEPT = WordSet.of(
            ("Street St Avenue Ave Road Rd Boulevard Blvd Lane Ln Drive Dr Court Ct Place Pl Square Sq Terrace Way Parkway Circle Highway Trail Close"
                            + " Crescent Gardens Grove Apt Apartment Suite Unit Floor Flat Box Straße Str Weg Platz Allee Ring North South"
                            + " East West N S E W NE NW SE SW Avenue Boulevard Rue Chemin Impasse Quai Mews Row Walk PO P O")
                    .split(" "));

    private PostalAddresses() {}

    static void in(Scan scan) {
        int done = scan.from;
        int at = scan.from;
        while (at < scan.to) {
            char sign = scan.chars[at];
            if (!Signs.isDigit(sign) || (at > scan.from && Signs.isDigit(scan.chars[at - 1]))) {
                at++;
                continue;
            }
            int end = at;
            while (end < scan.to && end < at + 6 && Signs.isDigit(scan.chars[end])) {
                end++;
            }
            if (end - at <= 5 && mayBegin(scan, at, end)) {
                int found = around(scan, at, Math.max(done, scan.from));
                done = Math.max(done, found);
                end = Math.max(end, found);
            }
            at = end;
        }
    }

    /// A number with a name behind it, or one behind a name of a street.
    private static boolean mayBegin(Scan scan, int begin, int end) {
        int at = end;
        if (Signs.isLetter(scan.at(at))) {
            at++;
        }
        boolean behind = scan.at(at) == ' ' || scan.at(at) == ',' || scan.at(at) == '-';
        boolean name = behind && (Character.isUpperCase(scan.at(at + 1)) || isFrench(scan, at));
        return name || (begin >= scan.from + 4 && isStreetEnd(scan, begin));
    }

    private static boolean isFrench(Scan scan, int at) {
        int word = scan.at(at) == ',' ? at + 2 : at + 1;
        char first = scan.at(word);
        return (first == 'r' && scan.at(word + 1) == 'u' && scan.at(word + 2) == 'e')
                || (first == 'a' && scan.at(word + 1) == 'v' && scan.at(word + 2) == 'e')
                || (first == 'b' && (scan.at(word + 1) == 'o' || scan.at(word + 1) == 'i'))
                || first == 'q'
                || first == 't'
                || (first == 'p' && scan.at(word + 1) == 'l')
                || (first == 'c' && scan.at(word + 1) == 'h')
                || (first == 'i' && scan.at(word + 1) == 'm')
                || Signs.isDigit(scan.at(word));
    }

    private static boolean isStreetEnd(Scan scan, int begin) {
        String before = new String(scan.chars, begin - 4, 4);
        return before.endsWith("aße ")
                || before.endsWith("sse ")
                || before.endsWith("tr. ")
                || before.endsWith("weg ")
                || before.endsWith("atz ")
                || before.endsWith("lee ")
                || before.endsWith("Box ")
                || before.endsWith("ing ")
                || before.endsWith("amm ")
                || before.endsWith("fer ")
                || before.endsWith("hof ")
                || before.endsWith("Weg ");
    }

    /// Only what a word near the number speaks for.
    private static List<Pattern> likely(Scan scan, int at) {
        List<Pattern> likely = new ArrayList<>(2);
        int end = at;
        while (end < at + 6 && Signs.isWord(scan.at(end))) {
            end++;
        }
        if (isSortNear(scan, end)) {
            likely.add(ENGLISH);
        }
        if (isFrench(scan, end)) {
            likely.add(FRENCH);
        }
        if (at >= scan.from + 4 && isStreetEnd(scan, at)) {
            likely.add(scan.at(at - 2) == 'x' ? BOX : GERMAN);
        }
        return likely;
    }

    private static boolean isSortNear(Scan scan, int from) {
        int most = Math.min(scan.to, from + BEFORE);
        int at = from;
        while (at < most && scan.chars[at] != '\n') {
            int begin = at;
            while (at < most && Signs.isLetter(scan.chars[at])) {
                at++;
            }
            int length = at - begin;
            if (length >= 2
                    && Signs.isUpper(scan.chars[begin])
                    && SORT_WORDS.contains(new String(scan.chars, begin, length))) {
                return true;
            }
            at = Math.max(at, begin + 1);
        }
        return false;
    }

    private static int around(Scan scan, int at, int least) {
        int begin = Math.max(least, at - BEFORE);
        int end = Math.min(scan.to, at + AFTER);
        CharBuffer window = CharBuffer.wrap(scan.chars, begin, end - begin);
        for (Pattern pattern : likely(scan, at)) {
            Matcher matcher = pattern.matcher(window);
            while (matcher.find()) {
                int from = begin + matcher.start() + article(window, matcher.start());
                int to = begin + matcher.end();
                if (from <= at && at < to) {
                    scan.add(
                            Kind.ADDRESS,
                            from,
                            to,
                            "address",
                            certainty(pattern.equals(ENGLISH), to - from, window, matcher));
                    return to;
                }
            }
        }
        return at;
    }

    /// `Die Hauptstraße`: the article is no part of it.
    private static int article(CharBuffer window, int from) {
        if (from + 4 >= window.length() || window.charAt(from) != 'D' || window.charAt(from + 3) != ' ') {
            return 0;
        }
        String word = window.subSequence(from, from + 3).toString();
        return word.equals("Die") || word.equals("Der") || word.equals("Das") || word.equals("Den") ? 4 : 0;
    }

    private static double certainty(boolean english, int length, CharBuffer window, Matcher matcher) {
        String text = window.subSequence(matcher.start(), matcher.end()).toString();
        boolean coded = text.matches("(?s).*(\\d{5}|[0-9][A-Z]{2}).*");
        return coded ? .9 : english && length < 10 ? .45 : .65;
    }

    static boolean isNamePart(String word) {
        return Character.isUpperCase(word.charAt(0))
                && !KEPT.contains(word)
                && !(word.length() == 2 && word.equals(word.toUpperCase(java.util.Locale.ROOT)));
    }
}
