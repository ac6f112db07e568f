package dev.seedbed.curate.privacy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.privacy.Found;
import dev.seedbed.privacy.Kind;
import dev.seedbed.privacy.PersonalData;
import dev.seedbed.privacy.Scrubbing;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Rejects samples that hold personal data or secrets; the evidence has their places, never the text. Whichever step
/// turns a sample down, the ledger and the report show masks in the columns that this gate looks at.
///
/// ```java
/// Gate gate = new PersonalDataGate("personal-data", List.of("answer"), PersonalData.standard());
/// ```
///
/// Any number of threads.
public final class PersonalDataGate implements Gate {
    /// As many finds are in the evidence.
    public static final int MOST_FINDS = 50;

    private final String name;
    private final List<String> columns;
    private final PersonalData scanner;

    public PersonalDataGate(String name, List<String> columns, PersonalData scanner) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.scanner = scanner;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Rejection> judge(Sample sample, Work work) {
        for (String column : columns) {
            List<PrivateTexts.Place> places = PrivateTexts.find(sample.data().value(column), scanner);
            if (!places.isEmpty()) {
                return Optional.of(rejection(column, places));
            }
        }
        return Optional.empty();
    }

    /// With masks where personal data stands.
    @Override
    public Data shown(Data data) {
        Data shown = data;
        for (String column : columns) {
            if (data.has(column)) {
                shown = shown.with(
                        column,
                        PrivateTexts.scrub(
                                data.value(column), scanner, Scrubbing.masking(), new EnumMap<>(Kind.class)));
            }
        }
        return shown;
    }

    private static Rejection rejection(String column, List<PrivateTexts.Place> places) {
        Found first = places.getFirst().found();
        Data evidence = Data.of("column", column)
                .with("kind", first.kind().code())
                .with("count", places.size())
                .with(
                        "found",
                        places.stream()
                                .limit(MOST_FINDS)
                                .map(PersonalDataGate::evidence)
                                .toList());
        String explanation = String.format(
                Locale.ROOT,
                "%s holds %s of personal data, the first of kind %s at character %d",
                column,
                places.size() == 1 ? "1 find" : places.size() + " finds",
                first.kind().code(),
                first.from());
        return new Rejection("personal-data-" + first.kind().code(), explanation, evidence);
    }

    private static Map<String, Object> evidence(PrivateTexts.Place place) {
        Found found = place.found();
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("kind", found.kind().code());
        evidence.put("position", found.from());
        evidence.put("length", found.length());
        evidence.put("rule", found.rule());
        evidence.put("certainty", found.certainty());
        if (!place.path().isEmpty()) {
            evidence.put("in", place.path());
        }
        return evidence;
    }
}
