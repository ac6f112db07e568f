package dev.seedbed.text;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells what was to be filled in from brackets, braces and words that mean themselves. It is asked about places
/// that a trigger found.
final class Placeholders {
    private static final int LONGEST = 90;

    /// What letters and forms leave open, as the last word between brackets.
    private static final Set<String> NOUNS = Set.of(
            "name",
            "names",
            "date",
            "address",
            "city",
            "state",
            "country",
            "number",
            "title",
            "email",
            "phone",
            "company",
            "position",
            "department",
            "location",
            "time",
            "amount",
            "topic",
            "link",
            "website",
            "url",
            "signature",
            "school",
            "university",
            "degree",
            "year",
            "role",
            "product",
            "event",
            "recipient",
            "recruiter",
            "manager",
            "organization",
            "organisation",
            "code",
            "zip",
            "street",
            "age",
            "price",
            "subject",
            "venue",
            "day",
            "month",
            "employer",
            "customer",
            "client",
            "doctor",
            "patient",
            "id",
            "details",
            "information",
            "info",
            "description",
            "job",
            "field",
            "industry",
            "brand",
            "hotel",
            "restaurant",
            "team",
            "friend",
            "person",
            "place",
            "profession",
            "hobby",
            "percentage",
            "reason",
            "skill",
            "skills",
            "experience",
            "institution",
            "supervisor",
            "contact",
            "profile",
            "handle",
            "username",
            "password",
            "relationship",
            "gender",
            "occupation",
            "duration",
            "deadline",
            "salary",
            "candidate",
            "teacher",
            "student",
            "author",
            "publisher",
            "specialty",
            "service",
            "services",
            "project",
            "achievement",
            "accomplishment",
            "insert",
            "placeholder",
            "program",
            "course",
            "major",
            "account",
            "order",
            "items",
            "item",
            "value",
            "figure",
            "source",
            "hospital",
            "airline",
            "destination",
            "guest",
            "host",
            "sender",
            "speaker",
            "store",
            "shop",
            "bank",
            "landlord",
            "tenant",
            "agency",
            "here");

    /// Small letters only count behind what greets or names somebody.
    private static final Set<String> GREETING = Set.of(
            "dear",
            "hi",
            "hello",
            "mr.",
            "mrs.",
            "ms.",
            "dr.",
            "am",
            "i'm",
            "sincerely",
            "regards",
            "named",
            "yours",
            "called");
    private static final Set<String> LOCATING = Set.of("is", "at", "on", "from", "to", "in", "for", "by");

    private static final Pattern ASKING = Pattern.compile(
            "(?i)(?:your|insert|enter|add|fill in|fill|type|include|specify|provide|describe|mention|state|list|replace"
                    + "|recipient|sender|explain|write|put|choose|select)(?:['\u2019]s)?[ _:].{1,80}|(?:tbd|tba|todo|insert"
                    + "|placeholder|redacted|to be (?:determined|added|filled|announced|confirmed)|fixme)(?:[ :].{0,60})?");

    private static final Pattern TITLED = Pattern.compile("(?:(?:The |A |An )?[A-Z][\\p{L}'\u2019/&.-]*"
            + "(?:[ ,/_]{1,2}(?:[A-Z][\\p{L}'\u2019/&.-]*|of|or|and|the|de|to)){0,6}|[A-Z]+(?:[ _,/][A-Z]+){0,5})");

    private static final Pattern VARIABLE =
            Pattern.compile("\\{\\{-? {0,2}[\\p{L}_][\\p{L}\\p{N}_ .|\\-]{0,60}?-?\\}\\}(?!\\})");
    private static final Pattern SINGLE_VARIABLE = Pattern.compile("\\{ ?[A-Za-z]+(?:[ _-][A-Za-z]+){0,4} ?\\}");
    private static final Pattern LEFT_TASK =
            Pattern.compile("(?:TODO|FIXME|TBD|TBA)\\b(?:(?:\\(\\w+\\))?(?: ?: ?\\S| ?[-\u2013\u2014] )"
                    + "|(?= (?:add|write|insert|fill|finish|complete|check|replace|update|expand|include|put|fix|describe|provide))"
                    + "|\\.?\\s{0,3}\\z|\\])");
    private static final Pattern X_ROW =
            Pattern.compile("(?:\\$|\u20AC|\u00A3)?X{2,4}(?:[-/., ]{1,2}X{2,4}){0,3}(?![\\p{L}\\p{N}-])");
    private static final Set<String> NUMBERED = Set.of(
            "bowl",
            "volume",
            "vol.",
            "chapter",
            "part",
            "book",
            "act",
            "psalm",
            "section",
            "appendix",
            "page",
            "canto",
            "article",
            "title",
            "sonnet",
            "wrestlemania",
            "the",
            "no.",
            "scene",
            "king",
            "louis",
            "pope",
            "table",
            "figure",
            "class",
            "level",
            "round",
            "season",
            "dos",
            "type",
            "factor",
            "size",
            "legion",
            "legio",
            "corps",
            "grade",
            "phase",
            "john",
            "numeral",
            "movie",
            "film",
            "numerals",
            "triple",
            "rated",
            "games",
            "century",
            "lesson",
            "plate",
            "letter",
            "mark");
    private static final Set<String> X_BEHIND = Set.of(
            "olympiad",
            "olympic",
            "rated",
            "movie",
            "movies",
            "film",
            "content",
            "video",
            "videos",
            "large",
            "chromosome",
            "corps",
            "century",
            "sex",
            "is",
            "in",
            "was",
            "means",
            "rating",
            "numeral",
            "or",
            "and",
            "legion");

    private Placeholders() {}

    /// The end of the placeholder that begins at a bracket, brace or word; empty if it is none.
    static Optional<Integer> end(String text, int place, Quotations quotations) {
        int end = switch (text.charAt(place)) {
            case '[' -> bracketed(text, place, ']');
            case '<' -> bracketed(text, place, '>');
            case '{' -> variable(text, place);
            case 'T', 'F' -> leftTask(text, place);
            case 'X', '$', '\u20AC', '\u00A3' -> rowOfX(text, place);
            case 'L', 'l' -> loremIpsum(text, place, quotations);
            default -> -1;
        };
        return end < 0 ? Optional.empty() : Optional.of(end);
    }

    private static int bracketed(String text, int place, char close) {
        int end = text.indexOf(close, place, Math.min(text.length(), place + LONGEST + 1));
        if (end <= place + 1 || text.indexOf(text.charAt(place), place + 1, end) >= 0) {
            return -1;
        }
        String inside = text.substring(place + 1, end).strip();
        char behind = end + 1 < text.length() ? text.charAt(end + 1) : ' ';
        char before = place > 0 ? text.charAt(place - 1) : ' ';
        boolean joined =
                Character.isLetterOrDigit(before) || before == '_' || before == ']' || before == '!' || before == '\\';
        if (inside.indexOf('\n') >= 0 || joined || (close == ']' && "([:{".indexOf(behind) >= 0)) {
            return -1;
        }
        boolean found = close == ']' ? isOpenPlace(text, place, inside) : isOpenTag(inside);
        return found && !Surroundings.isMention(text, place, end + 1) ? end + 1 : -1;
    }

    private static boolean isOpenPlace(String text, int place, String inside) {
        if (inside.indexOf('=') >= 0 || inside.indexOf('"') >= 0 || inside.indexOf('$') >= 0) {
            return false;
        }
        if (ASKING.matcher(inside).matches()) {
            return inside.indexOf(',') < 0 || inside.indexOf(' ') >= 0;
        }
        if (!NOUNS.contains(lastWord(inside))) {
            return false;
        }
        if (TITLED.matcher(inside).matches()) {
            return true;
        }
        String before = Surroundings.wordBefore(text, place);
        return inside.indexOf(' ') < 0
                ? inside.indexOf(',') < 0 && (GREETING.contains(before) || LOCATING.contains(before))
                : inside.split(" ", -1).length <= 3 && inside.indexOf(',') < 0 && GREETING.contains(before);
    }

    private static boolean isOpenTag(String inside) {
        if (inside.indexOf('=') >= 0 || inside.indexOf('"') >= 0 || inside.indexOf('/') == 0) {
            return false;
        }
        if (inside.startsWith("YOUR_") || inside.startsWith("INSERT_") || inside.startsWith("ENTER_")) {
            return true;
        }
        return inside.indexOf(' ') > 0
                && (inside.matches("(?i)(?:insert|your|enter|add) [a-z].*")
                        || (TITLED.matcher(inside).matches() && NOUNS.contains(lastWord(inside))));
    }

    private static String lastWord(String inside) {
        int end = inside.length();
        while (end > 0 && !Character.isLetter(inside.charAt(end - 1))) {
            end--;
        }
        int begin = end;
        while (begin > 0 && Character.isLetter(inside.charAt(begin - 1))) {
            begin--;
        }
        return Folded.head(inside.substring(begin, end), LONGEST);
    }

    private static int variable(String text, int place) {
        char before = place > 0 ? text.charAt(place - 1) : ' ';
        if (Character.isLetterOrDigit(before) || "\\$^_{}%#\"'`(".indexOf(before) >= 0) {
            return -1;
        }
        Matcher twice = VARIABLE.matcher(text).region(place, Math.min(text.length(), place + LONGEST));
        if (twice.lookingAt()) {
            return accepted(text, place, twice.end());
        }
        Matcher once = SINGLE_VARIABLE.matcher(text).region(place, Math.min(text.length(), place + LONGEST));
        if (once.lookingAt()) {
            boolean noun = NOUNS.contains(lastWord(once.group().replace('_', ' ')));
            return noun ? accepted(text, place, once.end()) : -1;
        }
        return -1;
    }

    private static int accepted(String text, int place, int end) {
        return Surroundings.isMention(text, place, end) || Surroundings.isCodeLine(text, place) ? -1 : end;
    }

    private static int leftTask(String text, int place) {
        char before = place > 0 ? text.charAt(place - 1) : '\n';
        Matcher task = LEFT_TASK.matcher(text).region(place, Math.min(text.length(), place + LONGEST));
        task.useAnchoringBounds(false).useTransparentBounds(true);
        if (Character.isLetterOrDigit(before) || before == '_' || before == '-' || !task.lookingAt()) {
            return -1;
        }
        return isComment(text, place) ? -1 : accepted(text, place, place + 4);
    }

    /// Whether a program's mark of a comment begins the line or stands before the place.
    private static boolean isComment(String text, int place) {
        int line = Surroundings.lineBegin(text, place);
        String before = text.substring(line, place).strip();
        return before.endsWith("#")
                || before.endsWith("/")
                || before.endsWith("*")
                || before.endsWith("--")
                || before.endsWith("%")
                || before.endsWith(";")
                || before.endsWith("@")
                || before.startsWith("//")
                || before.startsWith("#")
                || before.endsWith("\"\"\"")
                || before.endsWith("'");
    }

    private static int rowOfX(String text, int place) {
        char before = place > 0 ? text.charAt(place - 1) : ' ';
        Matcher row = X_ROW.matcher(text).region(place, text.length());
        if (Character.isLetterOrDigit(before) || before == '-' || before == '<' || !row.lookingAt()) {
            return -1;
        }
        String found = row.group();
        boolean one = found.length() == 3;
        boolean money = !found.startsWith("X");
        long crosses = found.chars().filter(c -> c == 'X').count();
        if (crosses < 3 || found.matches("XX XX?X?.*")) {
            return -1;
        }
        boolean numeral = one
                && !money
                && (NUMBERED.contains(Surroundings.wordBefore(text, place))
                        || X_BEHIND.contains(Surroundings.wordBehind(text, row.end())));
        return numeral || Surroundings.isEnclosed(text, place, row.end()) ? -1 : accepted(text, place, row.end());
    }

    private static int loremIpsum(String text, int place, Quotations quotations) {
        boolean quoted = quotations.isOpenAt(place);
        return quoted || !text.startsWith("dolor", place + "lorem ipsum ".length()) ? -1 : place + 17;
    }
}
