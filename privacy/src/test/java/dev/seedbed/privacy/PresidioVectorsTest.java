package dev.seedbed.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What Presidio's recognisers find in the texts of their own tests (MIT): microsoft/presidio,
/// presidio-analyzer/tests/test_*_recognizer.py for url, ip, phone, email, crypto, us_ssn, credit_card, mac, es_nif,
/// es_nie, sg_fin, uk_nino, it_fiscal_code, fi_personal_identity_code and iban, as stored in November 2026. Texts and
/// places are restated; of IBANs each valid one, grouped, with another last character, and with a letter in the place
/// of a digit.
class PresidioVectorsTest {
    /// What is deliberately otherwise; each also in `designs/privacy.md`.
    private static final Set<String> DEPARTURES = Set.of(
            // Five parts are an object identifier or a version.
            "192.168.1.1.1",
            // The blank before a number is none of it.
            "Here is my National Insurance Number YZ 61 48 68 B",
            // Glued to a word.
            "My finnish id code is030594W903B.",
            // An address of Ethereum without its checksum counts little, but some.
            "lowercase address 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed");

    private record Vector(Kind kind, String text, String places) {}

    @Test
    void findsWhatPresidioFinds() throws IOException {
        List<Vector> vectors = vectors();
        Set<String> others = new TreeSet<>();
        for (Vector vector : vectors) {
            PersonalData scanner = PersonalData.with(PrivacySettings.defaults()
                    .withKinds(EnumSet.of(vector.kind()))
                    .withLeastCertainty(.05));
            String places = scanner.find(vector.text()).stream()
                    .map(found -> found.from() + "-" + found.to())
                    .collect(Collectors.joining(" "));
            if (!(places.isEmpty() ? "-" : places).equals(vector.places()) && !DEPARTURES.contains(vector.text())) {
                others.add(vector + " but " + places);
            }
        }
        assertThat(others).isEmpty();
        assertThat(vectors).hasSizeGreaterThan(400);
        assertThat(DEPARTURES.size()).isLessThan(vectors.size() / 100 + 1);
    }

    private static List<Vector> vectors() throws IOException {
        List<Vector> vectors = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(PresidioVectorsTest.class.getResourceAsStream("presidio.tsv")),
                StandardCharsets.UTF_8))) {
            reader.lines()
                    .map(line -> line.split("\t"))
                    .forEach(row -> vectors.add(new Vector(Kind.valueOf(row[0]), row[1], row[2])));
        }
        return vectors;
    }
}
