package dev.seedbed.recipes.taxonomy;

import dev.seedbed.api.Data;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The class sessions of a subject with their key concepts.
record Syllabus(List<Session> sessions) {
    record Session(String title, List<String> concepts) {}

    /// What a question is to be about.
    record Focus(List<String> sessions, List<String> concepts) {}

    /// @param value a list of `{title, key_concepts}`, as the schema has it. A concept that a session names twice
    ///     counts once
    static Syllabus of(@Nullable Object value) {
        List<Session> sessions = new ArrayList<>();
        for (Object item : value instanceof List<?> items ? items : List.of()) {
            if (item instanceof Map<?, ?> session && session.get("key_concepts") instanceof List<?> concepts) {
                sessions.add(new Session(
                        String.valueOf(session.get("title")).strip(),
                        concepts.stream()
                                .map(concept -> String.valueOf(concept).strip())
                                .distinct()
                                .toList()));
            }
        }
        return new Syllabus(sessions);
    }

    /// A list of `{title, key_concepts}`.
    List<Map<String, @Nullable Object>> asColumn() {
        return sessions.stream()
                .map(session -> Data.of("title", session.title())
                        .with("key_concepts", session.concepts())
                        .asMap())
                .toList();
    }

    /// So many different choices of one or two sessions and some of their key concepts; fewer if there are not so
    /// many.
    ///
    /// @param two the probability that a question is about two sessions
    List<Focus> draw(int wanted, int most, double two, RandomGenerator random) {
        Space one = new Space(this, most, false);
        Space both = new Space(this, most, true);
        long ofBoth = 0;
        for (int i = 0; i < wanted; i++) {
            ofBoth += random.nextDouble() < two ? 1 : 0;
        }
        // What one kind lacks, the other makes up for.
        ofBoth = Math.min(ofBoth, both.count);
        long ofOne = Math.min(wanted - ofBoth, one.count);
        ofBoth = Math.min(wanted - ofOne, both.count);
        List<Focus> drawn = new ArrayList<>(one.draw((int) ofOne, random));
        drawn.addAll(both.draw((int) ofBoth, random));
        return drawn;
    }

    /// All choices of one session, or of two.
    private static final class Space {
        private record Place(List<Session> sessions, Combinations combinations) {}

        private final List<Place> places = new ArrayList<>();
        private final long count;

        Space(Syllabus syllabus, int most, boolean two) {
            List<Session> all = syllabus.sessions();
            for (int i = 0; i < all.size(); i++) {
                int first = all.get(i).concepts().size();
                if (!two) {
                    places.add(new Place(List.of(all.get(i)), Combinations.ofOne(first, most)));
                }
                for (int j = i + 1; two && j < all.size(); j++) {
                    int second = all.get(j).concepts().size();
                    places.add(new Place(List.of(all.get(i), all.get(j)), Combinations.ofTwo(first, second, most)));
                }
            }
            this.count = places.stream()
                    .mapToLong(place -> place.combinations().count())
                    .reduce(0, Math::addExact);
        }

        List<Focus> draw(int wanted, RandomGenerator random) {
            return Combinations.draw(count, wanted, random).stream()
                    .map(this::at)
                    .toList();
        }

        private Focus at(long number) {
            long rest = number;
            for (Place place : places) {
                if (rest < place.combinations().count()) {
                    List<String> concepts = place.sessions().stream()
                            .flatMap(session -> session.concepts().stream())
                            .toList();
                    return new Focus(
                            place.sessions().stream().map(Session::title).toList(),
                            List.copyOf(new LinkedHashSet<>(place.combinations().at(rest).stream()
                                    .map(concepts::get)
                                    .toList())));
                }
                rest -= place.combinations().count();
            }
            throw new AssertionError("the places add up to the count");
        }
    }
}
