package dev.seedbed.curate.topic;

import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Which names a row must have one of and which none, and from which number on it has one.
///
/// ```java
/// new Bounds(List.of("physics"), 0.25, List.of("betting"), 0.4).denied(Map.of("betting", 0.8)); // betting
/// ```
///
/// @param allow of which a row must have one; any will do if empty
/// @param allowFrom the least number that counts as having it
/// @param deny of which it must have none
/// @param denyFrom the least number that counts as having it
record Bounds(List<String> allow, double allowFrom, List<String> deny, double denyFrom) {
    /// A name with its number.
    record Named(String name, double number) {}

    static Bounds of(
            Settings settings,
            Parameter<List<String>> allow,
            Parameter<Double> allowFrom,
            Parameter<List<String>> deny,
            Parameter<Double> denyFrom) {
        return new Bounds(
                settings.find(allow).orElse(List.of()),
                settings.get(allowFrom),
                settings.find(deny).orElse(List.of()),
                settings.get(denyFrom));
    }

    boolean letAllPass() {
        return allow.isEmpty() && deny.isEmpty();
    }

    /// The name that is denied, if one is: the one with the highest number.
    Optional<Named> denied(Map<String, Double> numbers) {
        return highest(deny, numbers).filter(each -> each.number() >= denyFrom);
    }

    /// The name of `allow` with the highest number; empty if none has one.
    Optional<Named> nearest(Map<String, Double> numbers) {
        return highest(allow, numbers);
    }

    /// The first of the highest, in the order of the names.
    private static Optional<Named> highest(List<String> names, Map<String, Double> numbers) {
        Named highest = null;
        for (String name : names) {
            Double number = numbers.get(name);
            if (number != null && (highest == null || number > highest.number())) {
                highest = new Named(name, number);
            }
        }
        return Optional.ofNullable(highest);
    }

    /// Says which names do not exist.
    ///
    /// @param known those that do
    /// @param those how they are told, as the end of a sentence
    void refuseUnknown(
            Building building, Parameter<?> allowing, Parameter<?> denying, Collection<String> known, String those) {
        refuseUnknown(building, allowing, allow, known, those);
        refuseUnknown(building, denying, deny, known, those);
    }

    private static void refuseUnknown(
            Building building, Parameter<?> setting, List<String> names, Collection<String> known, String those) {
        Set<String> unknown = new TreeSet<>(names);
        known.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            building.problem(setting, "names " + quoted(unknown) + ", but " + those);
        }
    }

    /// Says which names are denied and allowed.
    void refuseBoth(Building building, Parameter<?> denying) {
        Set<String> both = new TreeSet<>(allow);
        both.retainAll(deny);
        if (!both.isEmpty()) {
            building.problem(denying, "names " + quoted(both) + ", and `allow` does too; take it out of one of them");
        }
    }

    static String quoted(Iterable<String> names) {
        return "'" + String.join("', '", names) + "'";
    }
}
