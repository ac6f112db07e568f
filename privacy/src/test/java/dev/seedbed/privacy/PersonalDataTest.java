package dev.seedbed.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataTest {
    private final PersonalData scanner = PersonalData.standard();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Write to jo.doe+x@mail.acme.co.uk.|EMAIL|jo.doe+x@mail.acme.co.uk",
                "(mailto:o'brien@acme.com)|EMAIL|o'brien@acme.com",
                "Call (415) 555-0132 x1234 now|PHONE|(415) 555-0132 x1234",
                "Tel +44 (0)20 7946 0958|PHONE|+44 (0)20 7946 0958",
                "my phone is 4155550132|PHONE|4155550132",
                "Visa 4111-1111-1111-1111, exp 12/27|CARD|4111-1111-1111-1111",
                "IBAN DE89 3704 0044 0532 0130 00.|IBAN|DE89 3704 0044 0532 0130 00",
                "ping 8.8.8.8|IP|8.8.8.8",
                "host 2001:db8::8a2e:370:7334!|IP|2001:db8::8a2e:370:7334",
                "SSN 536904399|SSN|536904399",
                "see (https://en.wikipedia.org/wiki/Foo_(bar)).|URL|https://en.wikipedia.org/wiki/Foo_(bar)",
                "https://u:secret@acme.com/x|URL|https://u:secret@acme.com/x",
                "key AKIAIOSFODNN7EXAMPLE|SECRET|AKIAIOSFODNN7EXAMPLE",
                "password: hunter2!|SECRET|hunter2!",
                "mac 00:1A:2B:3C:4D:5E|MAC|00:1A:2B:3C:4D:5E",
                "pay bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq|CRYPTO|bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
                "NHS number 943 476 5919|NATIONAL_ID|943 476 5919",
                "Steuer-ID 86095742719|NATIONAL_ID|86095742719",
                "born on March 3, 1985|DATE_OF_BIRTH|March 3, 1985",
                "at 742 Evergreen Terrace, Springfield, IL 62704.|ADDRESS|742 Evergreen Terrace, Springfield, IL 62704",
                "in der Hauptstraße 12a, 10115 Berlin|ADDRESS|Hauptstraße 12a, 10115 Berlin",
                "my name is Anna Schmidt|PERSON|Anna Schmidt",
                "Dear Ms. Okonkwo,|PERSON|Okonkwo",
            })
    void findsWithExactEnds(String text, Kind kind, String part) {
        assertThat(scanner.find(text))
                .extracting(Found::kind, found -> found.of(text))
                .containsExactly(org.assertj.core.groups.Tuple.tuple(kind, part));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Upgrade to version 10.4.2.1 today.",
                "Order number 4155550132 has shipped",
                "ISBN 978-0-306-40615-7 and 0-306-40615-2",
                "tracking 1Z999AA10123456784",
                "commit 9fceb02d0ae598e95dc970b74767f19372d61af8",
                "id 123e4567-e89b-12d3-a456-426614174000",
                "On 2024-01-15 at 12:34:56 it cost $1,234.56",
                "std::vector<int> a[::2] x == 1.2",
                "npm i @scope/pkg@1.2.3 and icon@2x.png",
                "git@github.com:acme/repo.git",
                "4111 1111 1111 1112",
                "DE89 3704 0044 0532 0130 01",
                "May I? Will Grace mark it in April?",
                "password: must be long",
                "at 37.7749, -122.4194",
                "Part no. 123-45-6789",
            })
    void leavesWhatOnlyLooksSo(String text) {
        assertThat(scanner.find(text)).isEmpty();
    }

    @Test
    void findsPartsOfANameThatStoodThereInFull() {
        String text = "Anna Schmidt called. Schmidt was late, and Anna's bag was lost.";
        assertThat(scanner.find(text))
                .extracting(found -> found.of(text))
                .containsExactly("Anna Schmidt", "Schmidt", "Anna");
    }

    @Test
    void looksOnlyBetweenTheGivenPlaces() {
        char[] chars = "a@b.com c@d.com e@f.com".toCharArray();
        assertThat(scanner.find(chars, 8, 15))
                .extracting(Found::from, Found::to)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(8, 15));
    }

    @Test
    void allowsAndDenies() {
        PersonalData picky = PersonalData.with(
                PrivacySettings.defaults().allowing("@acme.com").denying("Project Zeus"));
        String text = "jo@acme.com and al@beta.com on project zeus";
        assertThat(picky.find(text)).extracting(found -> found.of(text)).containsExactly("al@beta.com", "project zeus");
    }

    @Test
    void findsPatternsOfOnesOwn() {
        PersonalData own = PersonalData.with(PrivacySettings.defaults().withPattern("staff-number", "EMP-[0-9]{6}"));
        assertThat(own.find("ask EMP-123456")).containsExactly(new Found(Kind.CUSTOM, 4, 14, "staff-number", 1));
    }

    @Test
    void namesWhatIsWrongWithAPattern() {
        PrivacySettings settings = PrivacySettings.defaults();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PersonalData.with(settings.withPattern("bad", "a(b")))
                .withMessageContaining("'bad'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PersonalData.with(settings.withPattern("bomb", "((a{1000}){1000}){1000}")))
                .withMessageContaining("repeats");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PersonalData.with(settings.withPattern("back", "(a)\\1")))
                .withMessageContaining("RE2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PersonalData.with(settings.withPattern("all", "x*")))
                .withMessageContaining("everywhere");
    }

    @Test
    void saysNothingOfTheTextInARecord() {
        assertThat(scanner.find("jo@acme.com"))
                .hasToString("[Found[kind=EMAIL, from=0, to=11, rule=email, certainty=0.95]]");
        assertThat(Scrubbing.masking()
                        .scrub("jo@acme.com!", scanner.find("jo@acme.com!"))
                        .toString())
                .doesNotContain("EMAIL]");
    }

    @Test
    void findsTheSameWhereverTheTextStandsAlone() {
        List<String> texts = List.of("jo@acme.com", "+1 415 555 0132", "10.0.0.1");
        assertThat(texts).allSatisfy(text -> assertThat(scanner.find(text)).hasSize(1));
    }

    @Test
    void findsWhatIsDeniedInWhatIsAllowed() {
        PersonalData scanner = PersonalData.with(PrivacySettings.defaults()
                .denying("jo")
                .allowing("@example.com")
                .withPattern("shop", "exa\\w+"));
        String text = "Mail jo@example.com or al@example.com.";
        assertThat(scanner.find(text)).extracting(each -> each.of(text)).containsExactly("jo", "example", "example");
    }

    @Test
    void findsDeniedTextsWhateverTheirCaseDoesToTheirLength() {
        PersonalData scanner = PersonalData.with(PrivacySettings.defaults().denying("İstanbul Plan"));
        assertThat(scanner.find("The İSTANBUL PLAN.")).hasSize(1);
    }

    @Test
    void takesTheLongestOfAnyNumberOfDeniedTexts() {
        String[] denied =
                IntStream.range(0, 100_000).mapToObj(number -> "emp " + number).toArray(String[]::new);
        PersonalData scanner = PersonalData.with(
                PrivacySettings.defaults().withKinds(Set.of(Kind.CUSTOM)).denying(denied));
        String text = "EMP 4 and Emp 4711, no emp 100000 ".repeat(10_000);
        assertThat(scanner.find(text))
                .hasSize(20_000)
                .extracting(each -> each.of(text))
                .startsWith("EMP 4", "Emp 4711", "EMP 4")
                .endsWith("Emp 4711");
    }

    @Test
    void stopsAPatternThatReadsALongTextAnewForEachFindAndLeavesNothingOfIt() {
        PersonalData scanner = PersonalData.with(
                PrivacySettings.defaults().withKinds(Set.of(Kind.CUSTOM)).withPattern("bomb", "(?s)x.*y|x"));
        String text = "a" + "x".repeat(300_000);
        List<Found> found = scanner.find(text);
        assertThat(found.getLast().to()).isEqualTo(text.length());
        assertThat(found.stream().mapToInt(Found::length).sum()).isEqualTo(300_000);
        assertThat(scanner.find("axxb")).hasSize(2);
    }

    @Test
    void findsDeniedTextsWhoseLowerCaseIsLonger() {
        PersonalData denying = PersonalData.with(
                PrivacySettings.defaults().withKinds(List.of(Kind.CUSTOM)).denying("İzmir Projekt"));
        assertThat(denying.find("Das İzmir Projekt, das İZMİR PROJEKT"))
                .extracting(Found::from)
                .containsExactly(4, 23);
    }

    @Test
    void coversAllThatOverlappingFindsCover() {
        String text = "call me at +1 415 555 0100 and more words here";
        List<Found> found = PersonalData.with(PrivacySettings.defaults().denying("0100 and more words here"))
                .find(text);
        assertThat(Scrubbing.masking().scrub(text, found).text()).isEqualTo("call me at [PHONE] [DENY_LIST]");
        for (int from : new int[] {12, 14, 18, 22}) {
            String denied = text.substring(from).strip();
            found = PersonalData.with(PrivacySettings.defaults().denying(denied))
                    .find(text);
            String scrubbed = Scrubbing.surrogates().scrub(text, found).text();
            assertThat(scrubbed).startsWith("call me at ").doesNotContain("words", "here", "415 555");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"password=jo.smith@acme.com", "password=https://jo:pass@acme.com/", "see a.b@www.acme.zzz"})
    void findsWhatIsSureInsideOfWhatIsNot(String text) {
        for (double least : new double[] {.5, .8}) {
            List<Found> found = PersonalData.with(PrivacySettings.defaults().withLeastCertainty(least))
                    .find(text);
            assertThat(found).allMatch(each -> each.certainty() >= least);
            assertThat(found).hasSize(text.endsWith(".zzz") && least > .7 ? 0 : 1);
        }
    }

    @Test
    void writesSettingsTheSameInEachRun() {
        PrivacySettings settings = PrivacySettings.defaults()
                .withKinds(java.util.Set.of(Kind.URL, Kind.EMAIL, Kind.PERSON))
                .withPatterns(Map.of("staff", "S[0-9]+", "desk", "D[0-9]+", "room", "R[0-9]+"));
        assertThat(settings)
                .hasToString("PrivacySettings[kinds=[%s], leastCertainty=0.5, patterns={desk=D[0-9]+, room=R[0-9]+,"
                                .formatted("EMAIL, URL, PERSON")
                        + " staff=S[0-9]+}, denied=[], allowed=[]]");
    }

    @Test
    void endsAPrivateKeyWithoutEndWhereProseBegins() {
        PersonalData secrets = PersonalData.with(PrivacySettings.defaults().withKinds(List.of(Kind.SECRET)));
        assertThat(secrets.find("A PEM file begins with -----BEGIN PRIVATE KEY----- and then … come many lines."))
                .isEmpty();
        String body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7";
        String cut = "-----BEGIN PRIVATE KEY-----\n" + body + "\n" + body + "\nAbcd12==";
        assertThat(secrets.find(cut + "\nand then the file ends, said Anna."))
                .extracting(Found::to)
                .containsExactly(cut.length());
        for (String line : List.of("\n", "\\n", " ", "\" +\n    \"", "\r\n")) {
            String whole = "-----BEGIN RSA PRIVATE KEY-----" + line + "Proc-Type: 4,ENCRYPTED\n\n" + body + line + body
                    + line + "Abcd12==" + line + "-----END RSA PRIVATE KEY-----";
            assertThat(secrets.find("x " + whole + " and more"))
                    .extracting(each -> each.of("x " + whole + " and more"))
                    .containsExactly(whole);
        }
    }
}
