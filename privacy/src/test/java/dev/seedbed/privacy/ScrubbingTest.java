package dev.seedbed.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScrubbingTest {
    private static final byte[] KEY = "a key for this test only".getBytes(StandardCharsets.UTF_8);

    private final PersonalData scanner = PersonalData.standard();

    private String surrogate(String text) {
        return Scrubbing.surrogates(KEY).scrub(text, scanner.find(text)).text();
    }

    @Test
    void masksAndSaysWhere() {
        String text = "Write to jo@acme.com or call 415-555-0132.";
        Scrubbed scrubbed = Scrubbing.masking().scrub(text, scanner.find(text));
        assertThat(scrubbed.text()).isEqualTo("Write to [EMAIL] or call [PHONE].");
        assertThat(scrubbed.replacements())
                .extracting(each -> scrubbed.text().substring(each.from(), each.to()))
                .containsExactly("[EMAIL]", "[PHONE]");
        assertThat(scrubbed.counts()).isEqualTo(Map.of(Kind.EMAIL, 1, Kind.PHONE, 1));
    }

    @Test
    void hashesTheSameTextTheSameWhateverItsLayout() {
        String text = "Call 415-555-0132 or (415) 555-0132.";
        String hashed = Scrubbing.hashing(KEY).scrub(text, scanner.find(text)).text();
        assertThat(hashed).matches("Call (\\[PHONE:[0-9a-f]{16}]) or \\1\\.");
        String other = Scrubbing.hashing("another key for the test".getBytes(StandardCharsets.UTF_8))
                .scrub(text, scanner.find(text))
                .text();
        assertThat(other).isNotEqualTo(hashed);
    }

    @Test
    void needsAKeyThatIsLongEnough() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scrubbing.hashing(new byte[8]))
                .withMessageContaining("16");
        assertThatIllegalArgumentException().isThrownBy(() -> Scrubbing.of(Action.HASH, null));
    }

    @Test
    void givesOnePersonNamedFortyTimesOneSurrogate() {
        String[] forms = {"Anna Schmidt", "Anna", "Schmidt", "Mrs. Schmidt", "Anna's", "Anna Schmidt's"};
        StringBuilder text = new StringBuilder();
        for (int time = 0; time < 40; time++) {
            text.append("Then ").append(forms[time % forms.length]).append(" car came by. ");
        }
        String scrubbed = surrogate(text.toString());
        assertThat(scrubbed).doesNotContain("Anna", "Schmidt");
        Matcher whole = Pattern.compile("^Then (\\S+) (\\S+) car").matcher(scrubbed);
        assertThat(whole.find()).isTrue();
        String again = text.toString().replace("Anna", whole.group(1)).replace("Schmidt", whole.group(2));
        assertThat(scrubbed).isEqualTo(again);
    }

    @Test
    void isTheSameAcrossDocumentsWithAKeyOnly() {
        String one = "my name is Anna Schmidt";
        String two = "Hello, I am Anna Schmidt";
        String name = surrogate(one).substring("my name is ".length());
        assertThat(surrogate(two)).endsWith(name);
        String here = Scrubbing.surrogates().scrub(one, scanner.find(one)).text();
        String there = Scrubbing.surrogates().scrub(two, scanner.find(two)).text();
        assertThat(there).doesNotEndWith(here.substring("my name is ".length()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IBAN GB29 NWBK 6016 1331 9268 19",
                "Visa 4111 1111 1111 1111",
                "Amex 371449635398431",
                "call +44 20 7946 0958",
                "call (415) 555-0132 x12",
                "ip 8.8.8.8",
                "host 2001:db8::8a2e:370:7334",
                "SSN 536-90-4399",
                "jo@acme.com",
                "mac 00:1A:2B:3C:4D:5E",
                "wallet 16Yeky6GMjeNkAiNcBY7ZhrLoMSgg1BoyZ",
                "wallet bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
                "wallet bc1p5d7rjq7g6rdk2yhzks9smlaqtedr4dekq08ge8ztwac72sfr9rusxg3297",
                "wallet 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                "DNI 12345678Z",
                "codice fiscale RSSMRA85T10A562S",
                "NHS 943 476 5919",
                "CPF 529.982.247-25",
                "Aadhaar 2341 2341 2346",
                "PESEL 44051401359",
                "Steuer-ID 86095742719",
                "South African ID 8001015009087",
                "NIR 1 85 05 78 006 084 91",
                "NIE X1234567L",
                "NINO AB 12 34 56 C",
                "personnummer 811218-9876",
                "henkilötunnus 131052-308T",
                "NRIC S1234567D",
                "BSN 111222333",
                "TFN 123456782",
                "key ghp_abcdefghijABCDEFGHIJ0123456789abcdef",
                "https://acme.com/a/b?c=d",
                "born on 1985-03-07"
            })
    void staysValidAndIsNeverItself(String text) {
        Found before = scanner.find(text).getFirst();
        String scrubbed = surrogate(text);
        assertThat(scrubbed).isNotEqualTo(text);
        List<Found> after = scanner.find(scrubbed);
        assertThat(after).hasSize(1);
        assertThat(after.getFirst().kind()).isEqualTo(before.kind());
        assertThat(after.getFirst().from()).isEqualTo(before.from());
        assertThat(after.getFirst().of(scrubbed)).isNotEqualTo(before.of(text));
        assertThat(after.getFirst().to()).isEqualTo(scrubbed.length());
    }

    @Test
    void movesAllDatesOfBirthByTheSameTime() {
        String scrubbed = surrogate("born 1985-03-07 and her brother, born 1985-03-17");
        Matcher dates = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})\\D+(\\d{4}-\\d{2}-\\d{2})")
                .matcher(scrubbed);
        assertThat(dates.find()).isTrue();
        assertThat(java.time.LocalDate.parse(dates.group(1)).plusDays(10))
                .isEqualTo(java.time.LocalDate.parse(dates.group(2)));
    }

    @Test
    void tellsManyApart() {
        Set<String> made = new HashSet<>();
        for (int number = 0; number < 500; number++) {
            made.add(surrogate("user" + number + "@acme.com"));
        }
        assertThat(made).hasSizeGreaterThan(490);
    }

    @Test
    void sealsTheMapping() {
        String text = "my name is Anna Schmidt";
        Scrubbed scrubbed = Scrubbing.surrogates(KEY).scrub(text, scanner.find(text));
        Map<String, String> mapping = scrubbed.mapping(text);
        byte[] sealed = SealedMapping.seal(mapping, "correct horse".toCharArray());
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("Anna", "Schmidt");
        assertThat(SealedMapping.open(sealed, "correct horse".toCharArray()))
                .isEqualTo(mapping)
                .containsValue("Anna Schmidt");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SealedMapping.open(sealed, "wrong horse".toCharArray()))
                .withMessageContaining("passphrase");
        assertThatIllegalArgumentException().isThrownBy(() -> SealedMapping.seal(mapping, "short".toCharArray()));
    }

    @Test
    void keepsItsPlacesInNamesThatGrowInLowerCase() {
        String text = "Mr. İpek Yılmaz met İbrahim Yıldız. Contact İpek Yılmaz's office.";
        assertThat(scanner.find(text)).extracting(each -> each.of(text)).contains("İpek Yılmaz");
        assertThat(surrogate(text))
                .doesNotContain("İpek")
                .doesNotContain("Yılmaz")
                .endsWith("'s office.");
    }

    @Test
    void leavesNoLetterOfAnyScriptInASurrogate() {
        PersonalData denying =
                PersonalData.with(PrivacySettings.defaults().denying("Проект Зевс 1", "Müller-Plan", "計画 7"));
        String text = "About Проект Зевс 1, the Müller-Plan and 計画 7.";
        assertThat(Scrubbing.surrogates(KEY).scrub(text, denying.find(text)).text())
                .matches("About [A-Z][a-z]{5} [A-Z][a-z]{3} \\d, the [A-Z][a-z]{5}-[A-Z][a-z]{3} and [a-z]{2} \\d\\.");
    }

    @Test
    void replacesNamesWhoseLowerCaseIsLonger() {
        String text = "Dear Mr. İnönü, thanks";
        Found name = new Found(Kind.PERSON, 9, 14, "title", .9);
        String scrubbed = Scrubbing.surrogates(KEY).scrub(text, List.of(name)).text();
        assertThat(scrubbed).startsWith("Dear Mr. ").endsWith(", thanks").doesNotContain("nönü");
        assertThat(surrogate(text)).doesNotContain("nönü");
        String possessive = "İnönü's";
        List<Found> whole = List.of(new Found(Kind.PERSON, 0, possessive.length(), "name", .9));
        assertThat(Scrubbing.surrogates(KEY).scrub(possessive, whole).text())
                .isEqualTo(scrubbed.substring(9, scrubbed.indexOf(',')) + "'s");
    }

    @Test
    void drawsAPartOfANameTheSameWhateverElseIsInTheDocument() {
        String alone = person("Schmidt");
        for (String other : List.of("Jordan", "Weber", "Anna", alone)) {
            String text = other + " and Schmidt";
            List<Found> found = List.of(
                    new Found(Kind.PERSON, 0, other.length(), "name", .9),
                    new Found(Kind.PERSON, other.length() + 5, text.length(), "name", .9));
            assertThat(Scrubbing.surrogates(KEY).scrub(text, found).text()).isEqualTo(person(other) + " and " + alone);
        }
        assertThat(person("Schmidt Jordan")).isEqualTo(alone + " " + person("Jordan"));
    }

    @Test
    void letsNoInitialStayItself() {
        for (char initial = 'A'; initial <= 'Z'; initial++) {
            assertThat(person(initial + ".")).matches("[A-Z]\\.").isNotEqualTo(initial + ".");
        }
    }

    private static String person(String name) {
        List<Found> found = List.of(new Found(Kind.PERSON, 0, name.length(), "name", .9));
        return Scrubbing.surrogates(KEY).scrub(name, found).text();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Геркулес77!x", "Иванов 7", "Παπαδόπουλος", "田中さくら", "é́tude", "\uD835\uDC00bc", "हिन्दी"})
    void leavesNoLetterOfAnyScript(String text) {
        List<Found> found = List.of(new Found(Kind.CUSTOM, 0, text.length(), "deny-list", 1));
        String scrubbed = Scrubbing.surrogates(KEY).scrub(text, found).text();
        assertThat(scrubbed.codePoints().filter(Character::isLetter).filter(letter -> letter > 127))
                .isEmpty();
    }

    @Test
    void movesDatesWithNamedMonthsByTheSameTime() {
        for (int days : new int[] {200, 377, 1599}) {
            LocalDate moved = LocalDate.of(1985, 3, 12).minusDays(days);
            Locale german = Locale.GERMAN;
            assertThat(BirthDateSurrogates.moved("12.03.1985", days)).isEqualTo(written("dd.MM.yyyy", german, moved));
            assertThat(BirthDateSurrogates.moved("12. März 1985", days))
                    .isEqualTo(written("d. MMMM yyyy", german, moved));
            assertThat(BirthDateSurrogates.moved("12 March 1985", days))
                    .isEqualTo(written("d MMMM yyyy", Locale.UK, moved));
            assertThat(BirthDateSurrogates.moved("MARCH 12, 1985", days))
                    .isEqualTo(written("MMMM d, yyyy", Locale.US, moved).toUpperCase(Locale.ROOT));
            assertThat(BirthDateSurrogates.moved("12-Mar-1985", days))
                    .isEqualTo(written("d-MMM-yyyy", Locale.US, moved));
            assertThat(BirthDateSurrogates.moved("12 mars 1985", days))
                    .isEqualTo(written("d MMMM yyyy", Locale.FRENCH, moved));
            assertThat(BirthDateSurrogates.moved("12 de marzo de 1985", days))
                    .isEqualTo(written("d 'de' MMMM 'de' yyyy", Locale.of("es"), moved));
            assertThat(BirthDateSurrogates.moved("12 marzo 1985", days))
                    .isEqualTo(written("d MMMM yyyy", Locale.ITALIAN, moved));
        }
        assertThat(BirthDateSurrogates.moved("March 12th, 1985", 10)).isEqualTo("March 2nd, 1985");
        assertThat(surrogate("born on 31 February 1985")).isEqualTo("born on " + Kind.DATE_OF_BIRTH.mask());
    }

    private static String written(String pattern, Locale locale, LocalDate date) {
        return DateTimeFormatter.ofPattern(pattern, locale).format(date);
    }

    @Test
    void drawsForWhatIsLeftOfANumber() {
        String text = "8001015009087 123";
        for (String rule : List.of("za-id", "fr-nir", "br-cpf", "es-nie", "se-personnummer", "fi-hetu", "in-pan")) {
            for (int length = 1; length < 8; length++) {
                List<Found> found = List.of(new Found(Kind.NATIONAL_ID, 0, length, rule, .9));
                assertThat(Scrubbing.surrogates(KEY).scrub(text, found).text())
                        .doesNotStartWith(text.substring(0, length))
                        .endsWith(text.substring(length));
            }
        }
    }
}
