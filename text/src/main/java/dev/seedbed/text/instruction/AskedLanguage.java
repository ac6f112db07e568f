package dev.seedbed.text.instruction;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads in which language the reply is wanted.
final class AskedLanguage {
    private static final Map<String, String> CODES = Map.ofEntries(
            Map.entry("spanish", "es"),
            Map.entry("portuguese", "pt"),
            Map.entry("arabic", "ar"),
            Map.entry("hindi", "hi"),
            Map.entry("french", "fr"),
            Map.entry("russian", "ru"),
            Map.entry("german", "de"),
            Map.entry("japanese", "ja"),
            Map.entry("italian", "it"),
            Map.entry("bengali", "bn"),
            Map.entry("ukrainian", "uk"),
            Map.entry("thai", "th"),
            Map.entry("urdu", "ur"),
            Map.entry("tamil", "ta"),
            Map.entry("telugu", "te"),
            Map.entry("bulgarian", "bg"),
            Map.entry("korean", "ko"),
            Map.entry("polish", "pl"),
            Map.entry("hebrew", "he"),
            Map.entry("persian", "fa"),
            Map.entry("farsi", "fa"),
            Map.entry("vietnamese", "vi"),
            Map.entry("nepali", "ne"),
            Map.entry("swahili", "sw"),
            Map.entry("kannada", "kn"),
            Map.entry("marathi", "mr"),
            Map.entry("gujarati", "gu"),
            Map.entry("punjabi", "pa"),
            Map.entry("malayalam", "ml"),
            Map.entry("finnish", "fi"),
            Map.entry("dutch", "nl"),
            Map.entry("swedish", "sv"),
            Map.entry("turkish", "tr"),
            Map.entry("chinese", "zh"),
            Map.entry("greek", "el"),
            Map.entry("czech", "cs"),
            Map.entry("danish", "da"),
            Map.entry("norwegian", "no"),
            Map.entry("romanian", "ro"),
            Map.entry("hungarian", "hu"),
            Map.entry("indonesian", "id"));

    private static final String NAMES =
            CODES.keySet().stream().sorted().collect(Collectors.joining("|", "(?<language>", ")"));

    private static final Pattern ALONE = Extraction.pattern("\\b(?:entirely|only|completely|fully|exclusively|just)"
            + "(?: (?:in|using|use|the|be)){0,12} " + NAMES + "\\b|" + NAMES.replace("<language>", "<second>")
            + "(?: language)?(?:,| -|\\.|;)? (?:and )?no other languages?\\b|" + NAMES.replace("<language>", "<third>")
            + "(?: language)? only\\b|(?:outside of|other than|except) " + NAMES.replace("<language>", "<fourth>")
            + "|entire (?:response|reply|answer|output)[^.\\n]{0,24} in(?: the)? "
            + NAMES.replace("<language>", "<fifth>")
            + "|(?:respond|reply|answer|write|written|response|poem|story|essay|letter|haiku|song|words|it|be|this|them)"
            + "[^.\\n\"]{0,16}? in(?: the)? " + NAMES.replace("<language>", "<sixth>")
            + "(?: language)?(?=[.,;!?\"]| and\\b| with|$|\\n| about| using| that| please)"
            // A colon behind a language elsewhere mostly comes before a text in it: "these words in Spanish: gato".
            + "|\\A\\s*(?:please )?(?:answer|respond|reply)\\b[^.:\\n\"]{0,24}? in(?: the)? "
            + NAMES.replace("<language>", "<seventh>") + "(?: language)?(?= ?:)");

    private AskedLanguage() {}

    static void add(String text, Set<Constraint> found) {
        Matcher match = ALONE.matcher(text);
        if (match.find()) {
            for (String group : new String[] {"language", "second", "third", "fourth", "fifth", "sixth", "seventh"}) {
                if (match.group(group) != null) {
                    found.add(new Constraint.Language(
                            CODES.getOrDefault(match.group(group).toLowerCase(Locale.ROOT), "en")));
                }
            }
        }
    }
}
