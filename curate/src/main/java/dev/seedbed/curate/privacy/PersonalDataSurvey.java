package dev.seedbed.curate.privacy;

import dev.seedbed.api.Data;
import dev.seedbed.api.run.PersonalDataCounts;
import dev.seedbed.privacy.Found;
import dev.seedbed.privacy.Kind;
import dev.seedbed.privacy.PersonalData;
import dev.seedbed.privacy.PrivacySettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Counts the personal data of rows, one after the other, and keeps nothing of them.
///
/// ```java
/// PersonalDataSurvey survey = PersonalDataSurvey.of(List.of("email", "phone"), List.of("@example.com"));
/// rows.forEach(survey::add);
/// survey.counts().byColumn();    // {answer={email=3}}
/// ```
///
/// The texts of lists and objects count for their column, and so does its name, which is masked if it is a find. One
/// thread; memory grows with the number of columns only.
public final class PersonalDataSurvey {
    private final PersonalData scanner;
    private final Map<String, Map<String, Long>> byColumn = new LinkedHashMap<>();
    private long rows;
    private long rowsWithFinds;

    private PersonalDataSurvey(PersonalData scanner) {
        this.scanner = scanner;
    }

    /// @param kinds what is looked for, by its codes
    /// @param allowed texts that do not count, as in [PrivacySettings#allowed]
    public static PersonalDataSurvey of(List<String> kinds, List<String> allowed) {
        return new PersonalDataSurvey(PersonalData.with(PrivacySettings.defaults()
                .withKinds(kinds.stream().map(Kind::of).toList())
                .allowing(allowed.toArray(String[]::new))));
    }

    /// Looks at all columns of a row.
    public void add(Data row) {
        boolean any = false;
        for (Map.Entry<String, @Nullable Object> column : row.asMap().entrySet()) {
            any |= add(column.getKey(), column.getValue());
        }
        rows++;
        rowsWithFinds += any ? 1 : 0;
    }

    private boolean add(String column, @Nullable Object value) {
        List<Found> named = PrivateTexts.named(column, scanner);
        List<Found> finds = new ArrayList<>(named);
        PrivateTexts.find(value, scanner).forEach(place -> finds.add(place.found()));
        if (finds.isEmpty()) {
            return false;
        }
        Map<String, Long> counts = byColumn.computeIfAbsent(PrivateTexts.masked(column, named), _ -> new TreeMap<>());
        finds.forEach(found -> counts.merge(found.kind().code(), 1L, Long::sum));
        return true;
    }

    /// What was counted so far.
    public PersonalDataCounts counts() {
        return new PersonalDataCounts(
                scanner.settings().kinds().stream().map(Kind::code).toList(), rows, rowsWithFinds, byColumn);
    }
}
