package dev.seedbed.text;

import java.util.BitSet;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One form of a leftover.
sealed interface ArtefactRule {
    String code();

    Optional<Finding> find(String text, Triggers.Hits hits, CodeRegions code);

    /// Something that begins the text.
    record Opening(String code, String explanation, Pattern pattern) implements ArtefactRule {
        private static final int LONGEST = 500;

        @Override
        public Optional<Finding> find(String text, Triggers.Hits hits, CodeRegions code) {
            Matcher matcher = pattern.matcher(text).region(0, Math.min(text.length(), LONGEST));
            return matcher.lookingAt()
                    ? Optional.of(finding(code(), explanation, text, matcher.start(), matcher.end()))
                    : Optional.empty();
        }
    }

    /// Something around a trigger.
    ///
    /// @param triggers by their places in the list of triggers
    /// @param back how far before a trigger the match may begin
    /// @param mentions whether it counts where it is quoted or named
    record Anywhere(String code, String explanation, BitSet triggers, int back, boolean mentions, Pattern pattern)
            implements ArtefactRule {
        private static final int AHEAD = 240;

        @Override
        public Optional<Finding> find(String text, Triggers.Hits hits, CodeRegions code) {
            int tried = 0;
            Quotations quotations = new Quotations(text);
            Matcher matcher = pattern.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
            for (int i = 0; i < hits.count(); i++) {
                int begin = hits.begin(i);
                if (!triggers.get(hits.phrase(i)) || code.covers(begin)) {
                    continue;
                }
                int to = Math.min(text.length(), begin + AHEAD);
                // A match holds its trigger, so it begins no later; and each place is tried once, however many triggers
                // stand close to each other.
                for (int from = Math.max(tried, begin - back); from <= begin; from++) {
                    tried = from + 1;
                    if (!matcher.region(from, to).lookingAt()) {
                        continue;
                    }
                    if (mentions || !isTalkedAbout(text, from, matcher.end(), quotations)) {
                        return Optional.of(finding(code(), explanation, text, from, matcher.end()));
                    }
                    tried = Math.max(tried, matcher.end());
                    break;
                }
            }
            return Optional.empty();
        }

        private static boolean isTalkedAbout(String text, int begin, int end, Quotations quotations) {
            return quotations.isOpenAt(begin)
                    || (begin > 0 && end < text.length() && Surroundings.isMention(text, begin, end));
        }
    }

    /// Something that is said at the end, in the last paragraphs.
    record Ending(String code, String explanation, BitSet triggers, Pattern pattern) implements ArtefactRule {
        private static final int LAST = 420;
        private static final Pattern LETTER =
                Pattern.compile("(?i)\\s*(?:subject:|dear\\b|to whom|(?:hi|hello|hey) (?:\\p{L}"
                        + "|\\[)|good (?:morning|afternoon|evening))");
        private static final Pattern SIGNATURE =
                Pattern.compile("(?i)(?:best(?: regards| wishes)?|(?:kind |warm )?regards|sincerely"
                        + "|yours|cheers|thanks|thank you|love|respectfully|cordially|warmly|take care|xoxo)[^\\n.]{0,30}[,!.]?\\s{1,4}"
                        + "[\\p{L}\\[][^\\n]{0,60}\\s{0,9}\\z|\\n[-\u2013\u2014~] ?\\p{Lu}[^\\n]{0,40}\\s{0,9}\\z");

        @Override
        public Optional<Finding> find(String text, Triggers.Hits hits, CodeRegions code) {
            Quotations quotations = new Quotations(text);
            for (int i = 0; i < hits.count(); i++) {
                int begin = hits.begin(i);
                if (!triggers.get(hits.phrase(i)) || begin < text.length() - LAST || code.covers(begin)) {
                    continue;
                }
                Matcher matcher = pattern.matcher(text)
                        .useTransparentBounds(true)
                        .useAnchoringBounds(false)
                        .region(begin, text.length());
                if (beginsSentence(text, begin)
                        && matcher.lookingAt()
                        && !quotations.isOpenAt(begin)
                        && !LETTER.matcher(text).lookingAt()
                        && !SIGNATURE.matcher(text).region(begin, text.length()).find()) {
                    return Optional.of(finding(code(), explanation, text, begin, matcher.end()));
                }
            }
            return Optional.empty();
        }

        private static boolean beginsSentence(String text, int begin) {
            int place = begin;
            while (place > 0 && " \t*_([".indexOf(text.charAt(place - 1)) >= 0) {
                place--;
            }
            return place > 0 && ".!?\n:)\u2019\u201D\"\u3002*|}`]".indexOf(text.charAt(place - 1)) >= 0;
        }
    }

    /// Something that was to be filled in.
    record OpenPlace(String code, BitSet triggers) implements ArtefactRule {
        @Override
        public Optional<Finding> find(String text, Triggers.Hits hits, CodeRegions code) {
            Quotations quotations = new Quotations(text);
            for (int i = 0; i < hits.count(); i++) {
                int begin = hits.begin(i);
                if (triggers.get(hits.phrase(i)) && !code.covers(begin)) {
                    Optional<Integer> end = Placeholders.end(text, begin, quotations);
                    if (end.isPresent()) {
                        return Optional.of(finding(code(), "there is a place to be filled in", text, begin, end.get()));
                    }
                }
            }
            return Optional.empty();
        }
    }

    private static Finding finding(String code, String explanation, String text, int begin, int end) {
        return new Finding(
                code, explanation + ": \"" + text.substring(begin, end).strip() + "\"", begin, end);
    }
}
