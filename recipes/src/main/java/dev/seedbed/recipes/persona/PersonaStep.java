package dev.seedbed.recipes.persona;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.SampleId;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.Reading;
import dev.seedbed.recipes.internal.Sifting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who reads or writes a text, and who is close to them: the personas of one sample, generation by generation.
///
/// Every persona becomes a child, those that cannot be read too, marked for [Sifting]; a persona that cannot be
/// read leads to no others.
///
/// @param from what is in the column
/// @param iterations how often all personas of the last generation lead to others
/// @param relatives how many others each leads to
record PersonaStep(
        String name,
        String column,
        From from,
        Question ofText,
        Question ofPersona,
        List<String> relations,
        List<String> relationships,
        int iterations,
        int relatives)
        implements Generator {
    enum From {
        TEXT,
        PERSONA
    }

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        Optional<String> given = sample.data().textIfPresent(column).map(String::strip);
        if (given.filter(text -> !text.isEmpty()).isEmpty()) {
            return Outcome.rejected(
                    new Rejection("no-text", "column '" + column + "' holds no text", Data.of("column", column)));
        }
        return switch (first(sample, given.get(), work)) {
            case Reading.Unusable<Persona> unusable -> Outcome.rejected(unusable.rejection());
            case Reading.Found<Persona> found ->
                Outcome.became(sample.children(name, new Growth(sample, work).from(found.value())));
        };
    }

    private Reading<Persona> first(Sample sample, String given, Work work) throws InterruptedException {
        SampleId id = sample.id().child(name, 0);
        if (from == From.PERSONA) {
            Data data = sample.data();
            long depth = data.value(Persona.DEPTH) instanceof Long known ? known : 0;
            return Reading.found(new Persona(
                    id, given, data.textIfPresent(Persona.RELATION), data.textIfPresent(Persona.PARENT), depth));
        }
        String relation = drawn(relations, work, 0);
        Ask ask = ofText.ask(sample, Map.of("text", given, "relation", relation));
        return switch (ofText.put(work, ask, Reading.whole(Persona::read))) {
            case Reading.Unusable<String> unusable -> new Reading.Unusable<>(unusable.rejection());
            case Reading.Found<String> found ->
                Reading.found(new Persona(id, found.value(), Optional.of(relation), Optional.empty(), 0));
        };
    }

    private static String drawn(List<String> choices, Work work, int question) {
        return choices.get(work.random(question).nextInt(choices.size()));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(Persona.COLUMNS);
    }

    /// A question about a relative, not yet asked.
    private record Open(Persona of, String relationship, Ask ask) {}

    /// The family of one persona, while it grows.
    private final class Growth {
        private final Sample sample;
        private final Work work;
        private final List<Data> rows = new ArrayList<>();

        Growth(Sample sample, Work work) {
            this.sample = sample;
            this.work = work;
        }

        List<Data> from(Persona first) throws InterruptedException {
            rows.add(sample.data().with(first.columns()));
            List<Persona> last = List.of(first);
            for (int i = 0; i < iterations && !last.isEmpty(); i++) {
                last = relativesOf(last);
            }
            return rows;
        }

        private List<Persona> relativesOf(List<Persona> personas) throws InterruptedException {
            List<Open> open = new ArrayList<>();
            for (Persona persona : personas) {
                for (int i = 0; i < relatives; i++) {
                    // A question's number is that of the child that its answer becomes.
                    int number = rows.size() + open.size();
                    String relationship = drawn(relationships, work, number);
                    open.add(new Open(
                            persona,
                            relationship,
                            ofPersona
                                    .ask(sample, Map.of("persona", persona.text(), "relationship", relationship))
                                    .number(number)));
                }
            }
            List<Reading<String>> readings =
                    ofPersona.putAll(work, open.stream().map(Open::ask).toList(), Reading.whole(Persona::read));
            List<Persona> next = new ArrayList<>();
            for (int i = 0; i < open.size(); i++) {
                enter(open.get(i), readings.get(i)).ifPresent(next::add);
            }
            return next;
        }

        private Optional<Persona> enter(Open asked, Reading<String> reading) {
            return switch (reading) {
                case Reading.Unusable<String> unusable -> {
                    Data parent = sample.data().with(asked.of().columns());
                    rows.add(Sifting.marked(parent, unusable.rejection()));
                    yield Optional.empty();
                }
                case Reading.Found<String> found -> {
                    Persona persona = new Persona(
                            sample.id().child(name, rows.size()),
                            found.value(),
                            Optional.of(asked.relationship()),
                            Optional.of(asked.of().id().toString()),
                            asked.of().depth() + 1);
                    rows.add(sample.data().with(persona.columns()));
                    yield Optional.of(persona);
                }
            };
        }
    }
}
