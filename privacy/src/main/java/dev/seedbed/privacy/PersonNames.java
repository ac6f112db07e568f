package dev.seedbed.privacy;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Names of persons: by the lists of names, by titles and by what introduces one.
///
/// A part of a name that stands alone is found where the text has the whole name too, or where the part can be nothing
/// else.
final class PersonNames {
    private static final int MOST_PARTS = 5;

    private static final Set<String> NO_NAMES = WordSet.of(
            ("The A An I In On At For And But Or He She We They It This That These Those If When While After Before With From To Of By As Our"
                            + " Your My His Her Their Its You What Who Where Why How Which There Here Then Now Not No Yes So Do Does Did Is"
                            + " Are Was Were Be Been Has Have Had Can Could Will Would Should May Might Must All Any Some Each Every Both"
                            + " Please Thanks Thank Dear Hi Hello Hey Best Regards Sincerely Kind Yours Cheers Monday Tuesday Wednesday"
                            + " Thursday Friday Saturday Sunday January February March April June July August September October November"
                            + " December North South East West New Old Great Big Little First Second Third Last Next Also Later Today"
                            + " Tomorrow Yesterday Since Until During Because Although However Therefore Both Even Only Just Still Very"
                            + " English German French Spanish Italian American British European Chinese Japanese Indian Russian Christian"
                            + " Christmas Easter God Lord Bible Internet Web Google Microsoft Apple Amazon Windows Linux Java Python Data"
                            + " Table Figure Chapter Section Page Part Step Note Error Warning Total Name Address Email Phone Contact"
                            + " Company Team Group Department Office Manager Director President Chief Senior Junior Doctor Professor")
                    .split(" "));

    /// A name of a place or firm ends in these: `Johnson Street`.
    private static final Set<String> NO_PERSON_AFTER = WordSet.of(
            ("Street St Road Rd Avenue Ave Lane Ln Drive Dr Boulevard Blvd Court Ct Place Square Way Park Hill Bridge River Lake Mountain Island"
                            + " County City Town Village University College School Institute Hospital Clinic Church Museum Library Airport"
                            + " Station Hotel Inn Bank Inc Inc. Ltd Ltd. LLC Corp Corp. Co Co. Company Group Foundation Center Centre"
                            + " Building Tower Hall House Stadium Award Prize Act Law Theorem Equation Method Model Test Algorithm Index"
                            + " Effect Disease Syndrome Scale Bay Beach Valley Creek Falls Forest Garden Gardens GmbH AG Plc PLC Holdings"
                            + " Industries Partners Associates Systems Technologies Labs Media Press News Times Post Journal Review")
                    .split(" "));

    /// Given names that are words or places as often.
    private static final Set<String> WORDS = WordSet.of(
            ("Mark Grace Rose Joy Hope Faith Summer Victoria Charlotte Jordan Paris Austin Florence Virginia Carolina Georgia Max Art Bill Frank"
                            + " Jack Ray Dan Sandy Amber Crystal Ruby Hazel Holly Robin Misty Brandy Melody Dawn Eve Gene Guy Chad Chase"
                            + " Hunter Mason Logan Lance Miles Dean Earl Duke Can Long Min Bo Do An Le Van Dung Ho Ma Na Li Lan Mei Hong"
                            + " Kai Jan Tim Ana Rani Sri Hui Ling Ying Peng Feng Hao Lei Jun Jing Jan Sem Eva Gal Uri Reem Mona Nova Leo"
                            + " Angel Jesus Jesús Christian Noah Aurora Luna Vera Sierra Dakota Madison Chelsea Sydney Bailey Dana Kelly"
                            + " Douglas Troy Lance Rich Drew Page Penny Pat Sue Will Rob Don Ron Shannon Dolores Mercedes Rosa Alba Pilar"
                            + " Linda Carol Iris Olive Ivy Heather Ginger Pearl Dot Kim Lee Lane Bishop Cruz Sage Aoi Hana Rin Ren Mio Ama")
                    .split(" "));

    private static final Set<String> CUES = WordSet.of(
            "named called dear hi hello hey name patient signed regards sincerely cheers yours sir from contact employee customer client author by met with wife husband son daughter brother sister mother father friend colleague nurse manager ceo attn cc thanks mit"
                    .split(" "));

    private static final Set<String> STRONG = WordSet.of(
            "dear named met meet patient wife husband son daughter brother sister mother father friend colleague sir hired married"
                    .split(" "));

    private static final Set<String> DOES = WordSet.of(
            "wrote said says told asked asks replied thinks believes lives lived married smiled laughed thanked resides"
                    .split(" "));

    private final Scan scan;
    /// Parts of full names, in lower case.
    private final Set<String> known = new HashSet<>();

    private final int[] begins = new int[MOST_PARTS];
    private final int[] ends = new int[MOST_PARTS];
    private final String[] words = new String[MOST_PARTS];
    private int parts;

    private PersonNames(Scan scan) {
        this.scan = scan;
    }

    static void in(Scan scan) {
        PersonNames names = new PersonNames(scan);
        int first = scan.found.size();
        names.pass(false);
        if (!names.known.isEmpty()) {
            boolean more = scan.found.size() > first;
            names.pass(more);
        }
    }

    /// @param alone whether parts of names already seen are looked for, else whole names
    private void pass(boolean alone) {
        int at = scan.from;
        boolean inWord = false;
        while (at < scan.to) {
            char sign = scan.chars[at];
            boolean upper = sign < 128 ? Signs.isUpper(sign) : Character.isUpperCase(sign);
            if (!inWord && upper) {
                int next = alone ? single(at) : name(at);
                inWord = next == at;
                at = Math.max(next, at + 1);
            } else {
                inWord = sign < 128 ? Signs.isWord(sign) || sign == '_' || sign == '@' : Character.isLetter(sign);
                at++;
            }
        }
    }

    /// Goes on from its end.
    private int single(int at) {
        int end = wordEnd(at);
        String word = new String(scan.chars, at, end - at);
        int plain = possessive(word);
        if (known.contains(word.substring(0, plain).toLowerCase(Locale.ROOT)) && isBounded(at, at + plain)) {
            scan.add(Kind.PERSON, at, at + plain, "name-part", .6);
        }
        return end;
    }

    private int name(int at) {
        gather(at);
        if (parts == 0) {
            return wordEnd(at);
        }
        String before = wordBefore(at);
        boolean titled = NameWords.isTitle(before);
        boolean cued = CUES.contains(before) || introduced(at, before);
        int from = 0;
        while (from < parts
                && (NO_NAMES.contains(words[from]) || NameWords.isTitle(words[from].toLowerCase(Locale.ROOT)))) {
            titled = NameWords.isTitle(words[from].toLowerCase(Locale.ROOT));
            cued |= CUES.contains(words[from].toLowerCase(Locale.ROOT));
            from++;
        }
        int last = parts;
        for (int part = from; part < parts; part++) {
            if (NO_PERSON_AFTER.contains(words[part])) {
                return ends[parts - 1];
            }
            if (NO_NAMES.contains(words[part])) {
                last = part;
                break;
            }
        }
        if (from >= last) {
            return ends[parts - 1];
        }
        double certainty = certainty(from, last, titled, cued);
        if (certainty >= scan.least && isBounded(begins[from], ends[last - 1])) {
            scan.add(Kind.PERSON, begins[from], ends[last - 1], titled ? "title" : cued ? "cue" : "name", certainty);
            for (int part = from; part < last; part++) {
                if (words[part].length() > 2 && !NameWords.isParticle(words[part]) && last - from > 1) {
                    known.add(words[part].toLowerCase(Locale.ROOT));
                } else if (titled && words[part].length() > 2) {
                    known.add(words[part].toLowerCase(Locale.ROOT));
                }
            }
        }
        return ends[last - 1];
    }

    private double certainty(int from, int last, boolean titled, boolean cued) {
        int given = 0;
        int family = 0;
        int unknown = 0;
        int full = 0;
        for (int part = from; part < last; part++) {
            if (NameWords.isParticle(words[part].toLowerCase(Locale.ROOT)) || words[part].endsWith(".")) {
                continue;
            }
            full++;
            int roles = roles(words[part]);
            given += (roles & NameLists.GIVEN) != 0 ? 1 : 0;
            family += (roles & NameLists.FAMILY) != 0 ? 1 : 0;
            unknown += roles == 0 ? 1 : 0;
        }
        if (full == 0) {
            return 0;
        }
        boolean firstGiven = (roles(words[from]) & NameLists.GIVEN) != 0;
        if (titled) {
            return unknown == full && full > 2 ? .5 : .85;
        }
        if (full == 1) {
            boolean word = WORDS.contains(words[from]);
            return given == 1 ? word ? cued ? .6 : .35 : cued ? .8 : .55 : cued && family == 1 ? .55 : .2;
        }
        boolean initials = last - from > full;
        if (firstGiven && (family > 0 || initials)) {
            return unknown == 0 ? .9 : .75;
        }
        if (given > 0 && family > 0) {
            return .75;
        }
        if (firstGiven) {
            return WORDS.contains(words[from]) ? cued ? .6 : .4 : .65;
        }
        if (full <= 3 && strong(begins[from], ends[last - 1])) {
            return .6;
        }
        return cued && full <= 3 && (given + family > 0) ? .65 : given > 0 || (family > 0 && initials) ? .5 : .3;
    }

    /// Whether what stands before or after is said of persons only, so that two unknown words are a name.
    private boolean strong(int begin, int end) {
        String before = wordBefore(begin);
        if (STRONG.contains(before) || introduced(begin, before)) {
            return true;
        }
        int at = scan.at(end) == ' ' ? end + 1 : end;
        int last = at;
        while (last < scan.to && last < at + 12 && scan.chars[last] >= 'a' && scan.chars[last] <= 'z') {
            last++;
        }
        return DOES.contains(new String(scan.chars, at, last - at));
    }

    private static int roles(String word) {
        int roles = NameLists.roles(word);
        int dash = word.indexOf('-');
        return roles == 0 && dash > 0
                ? NameLists.roles(word.substring(0, dash)) | NameLists.roles(word.substring(dash + 1))
                : roles;
    }

    /// `my name is`, `I am`, `I'm`, `this is`.
    private boolean introduced(int at, String before) {
        if (before.equals("i'm") || before.equals("i’m")) {
            return true;
        }
        if (!before.equals("is") && !before.equals("am")) {
            return false;
        }
        int end = at;
        while (end > scan.from && Signs.isBlank(scan.chars[end - 1])) {
            end--;
        }
        String second = wordBefore(end - before.length());
        return second.equals("name") || second.equals("i") || second.equals("this") || second.equals("here");
    }

    private String wordBefore(int at) {
        int end = at;
        int least = Math.max(scan.from, at - 4);
        while (end > least && isBetween(scan.chars[end - 1])) {
            end--;
        }
        int begin = end;
        least = Math.max(scan.from, end - 14);
        while (begin > least && (Character.isLetter(scan.chars[begin - 1]) || isInner(scan.chars[begin - 1]))) {
            begin--;
        }
        return new String(scan.chars, begin, end - begin).toLowerCase(Locale.ROOT);
    }

    private static boolean isBetween(char sign) {
        return Signs.isBlank(sign) || sign == ':' || sign == ',' || sign == '"' || sign == '*' || sign == '#';
    }

    private static boolean isInner(char sign) {
        return sign == '.' || sign == '\'' || sign == '’';
    }

    /// Words with capitals behind one another, with small words of names and initials between.
    private void gather(int from) {
        parts = 0;
        int at = from;
        while (parts < MOST_PARTS) {
            int end = wordEnd(at);
            if (end == at) {
                return;
            }
            String word = new String(scan.chars, at, end - at);
            int plain = possessive(word);
            boolean initial = end - at == 1 && end < scan.to && scan.chars[end] == '.';
            boolean title = end < scan.to && scan.chars[end] == '.' && NameWords.isTitle(word.toLowerCase(Locale.ROOT));
            int last = initial || title ? end + 1 : at + plain;
            begins[parts] = at;
            ends[parts] = last;
            words[parts] = new String(scan.chars, at, last - at);
            parts++;
            if (plain < word.length()) {
                return;
            }
            int next = last;
            if (next < scan.to && scan.chars[next] == ',' && parts == 1 && (roles(words[0]) & NameLists.FAMILY) != 0) {
                next++;
            }
            if (next >= scan.to || scan.chars[next] != ' ') {
                return;
            }
            next = particles(next + 1);
            if (next >= scan.to
                    || !Character.isUpperCase(scan.chars[next])
                    || (next > last + 1 && !follows(last, next))) {
                return;
            }
            at = next;
        }
    }

    /// After a comma only a given name, as in `Smith, John`.
    private boolean follows(int last, int next) {
        if (scan.chars[last] != ',') {
            return true;
        }
        String word = new String(scan.chars, next, wordEnd(next) - next);
        int roles = roles(word);
        int end = wordEnd(next);
        boolean list = end < scan.to && scan.chars[end] == ',';
        return roles == NameLists.GIVEN && !list && (roles(words[0]) & NameLists.GIVEN) == 0;
    }

    /// Past `van der`.
    private int particles(int from) {
        int at = from;
        for (int count = 0; count < 3; count++) {
            int end = at;
            while (end < scan.to && end < at + 6 && scan.chars[end] >= 'a' && scan.chars[end] <= 'z') {
                end++;
            }
            if (end == at
                    || end >= scan.to
                    || scan.chars[end] != ' '
                    || !NameWords.isParticle(new String(scan.chars, at, end - at))) {
                return at;
            }
            at = end + 1;
        }
        return at;
    }

    private int wordEnd(int from) {
        int end = from;
        while (end < scan.to && (Character.isLetter(scan.chars[end]) || isJoint(end, from))) {
            end++;
        }
        return end;
    }

    private boolean isJoint(int at, int from) {
        char sign = scan.chars[at];
        boolean mark = sign == '\'' || sign == '’' || sign == '-';
        return mark && at > from && at + 1 < scan.to && Character.isLetter(scan.chars[at + 1]);
    }

    private static int possessive(String word) {
        return word.endsWith("'s") || word.endsWith("’s") ? word.length() - 2 : word.length();
    }

    private boolean isBounded(int begin, int end) {
        char before = scan.at(begin - 1);
        char after = scan.at(end);
        return before != '@'
                && before != '/'
                && before != '.'
                && before != '_'
                && before != '\\'
                && after != '@'
                && after != '_'
                && after != '/'
                && !(after == '.' && Signs.isWord(scan.at(end + 1)))
                && !(after == '(');
    }
}
