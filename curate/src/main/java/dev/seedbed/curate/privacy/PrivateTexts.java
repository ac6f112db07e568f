package dev.seedbed.curate.privacy;

import dev.seedbed.privacy.Found;
import dev.seedbed.privacy.Kind;
import dev.seedbed.privacy.PersonalData;
import dev.seedbed.privacy.Scrubbed;
import dev.seedbed.privacy.Scrubbing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The texts of a column's value, wherever they are in it: a text itself, or those of lists and objects, such as
/// messages, names of fields included. Numbers are none.
final class PrivateTexts {
    /// No find is shorter.
    private static final int SHORTEST = 5;

    /// @param path to the text, such as `[2].content`, masked where a name on it is a find; empty if the value is the
    /// text
    record Place(String path, Found found) {}

    private PrivateTexts() {}

    static List<Place> find(@Nullable Object value, PersonalData scanner) {
        List<Place> places = new ArrayList<>();
        find(value, "", scanner, places);
        return places;
    }

    private static void find(@Nullable Object value, String path, PersonalData scanner, List<Place> places) {
        switch (value) {
            case String text -> scanner.find(text).forEach(found -> places.add(new Place(path, found)));
            case List<?> items -> {
                for (int index = 0; index < items.size(); index++) {
                    find(items.get(index), path + "[" + index + "]", scanner, places);
                }
            }
            case Map<?, ?> fields ->
                fields.forEach((name, each) -> {
                    List<Found> named = named("" + name, scanner);
                    String shown = masked("" + name, named);
                    String inner = path.isEmpty() ? shown : path + "." + shown;
                    named.forEach(found -> places.add(new Place(inner, found)));
                    find(each, inner, scanner, places);
                });
            case null, default -> {}
        }
    }

    /// The finds in the name of a field or column.
    static List<Found> named(String name, PersonalData scanner) {
        return name.length() < SHORTEST ? List.of() : scanner.find(name);
    }

    static String masked(String name, List<Found> finds) {
        return finds.isEmpty() ? name : Scrubbing.masking().scrub(name, finds).text();
    }

    /// The value with its texts scrubbed; what no text is, is the same.
    static @Nullable Object scrub(
            @Nullable Object value, PersonalData scanner, Scrubbing scrubbing, Map<Kind, Integer> counts) {
        return switch (value) {
            case String text -> scrubbed(text, scanner.find(text), scrubbing, counts);
            case List<?> items -> {
                List<@Nullable Object> scrubbed = new ArrayList<>();
                items.forEach(each -> scrubbed.add(scrub(each, scanner, scrubbing, counts)));
                yield scrubbed;
            }
            case Map<?, ?> fields -> {
                Map<String, @Nullable Object> scrubbed = new LinkedHashMap<>();
                fields.forEach((name, each) -> {
                    String kept = free(scrubbed("" + name, named("" + name, scanner), scrubbing, counts), scrubbed);
                    scrubbed.put(kept, scrub(each, scanner, scrubbing, counts));
                });
                yield scrubbed;
            }
            case null, default -> value;
        };
    }

    private static String scrubbed(String text, List<Found> finds, Scrubbing scrubbing, Map<Kind, Integer> counts) {
        if (finds.isEmpty()) {
            return text;
        }
        Scrubbed scrubbed = scrubbing.scrub(text, finds);
        scrubbed.counts().forEach((kind, count) -> counts.merge(kind, count, Integer::sum));
        return scrubbed.text();
    }

    /// Two names may have the same mask, and neither value may be lost.
    private static String free(String name, Map<String, ?> taken) {
        String free = name;
        for (int number = 2; taken.containsKey(free); number++) {
            free = name + " " + number;
        }
        return free;
    }
}
