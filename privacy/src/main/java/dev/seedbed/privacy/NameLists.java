package dev.seedbed.privacy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Given names and family names of many cultures.
final class NameLists {
    /// @param role `f` and `m` for given names, `n` for family names
    record Roll(String culture, char role, List<String> names) {}

    static final int GIVEN = 1;
    static final int FAMILY = 2;

    private static final List<Roll> ROLLS = read();
    private static final Map<String, Integer> ROLES = new HashMap<>();

    static {
        for (Roll roll : ROLLS) {
            for (String name : roll.names()) {
                ROLES.merge(name, roll.role() == 'n' ? FAMILY : GIVEN, (left, right) -> left | right);
            }
        }
    }

    private NameLists() {}

    private static List<Roll> read() {
        List<Roll> rolls = new ArrayList<>();
        try (InputStream stream = NameLists.class.getResourceAsStream("names.txt")) {
            if (stream == null) {
                throw new IllegalStateException("The list of names is missing from the jar");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] words = line.split(" ");
                if (!line.startsWith("#") && words.length > 2) {
                    rolls.add(new Roll(
                            words[0], words[1].charAt(0), List.of(Arrays.copyOfRange(words, 2, words.length))));
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return List.copyOf(rolls);
    }

    /// [#GIVEN], [#FAMILY], both or 0; the name as it is written, or in capitals throughout.
    static int roles(String name) {
        Integer roles = ROLES.get(name);
        if (roles == null && name.length() > 2 && name.equals(name.toUpperCase(Locale.ROOT))) {
            roles = ROLES.get(name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT));
        }
        return roles == null ? 0 : roles;
    }

    /// The list in which a name stands in this role, or the English one.
    static Roll rollOf(String name, boolean given) {
        Roll english = null;
        Roll found = null;
        for (Roll roll : ROLLS) {
            if ((roll.role() != 'n') == given) {
                english = english == null ? roll : english;
                if (found == null && contains(roll, name)) {
                    found = roll;
                }
            }
        }
        return orElse(found, orElse(english, ROLLS.getFirst()));
    }

    private static Roll orElse(@Nullable Roll roll, Roll other) {
        return roll == null ? other : roll;
    }

    private static boolean contains(Roll roll, String name) {
        for (String each : roll.names()) {
            if (each.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
