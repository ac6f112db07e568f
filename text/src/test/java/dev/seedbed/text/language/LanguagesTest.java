package dev.seedbed.text.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {
    @Test
    void listsTheLanguagesThatTheModelHas() {
        Set<String> expected = new TreeSet<>(Languages.learned());
        for (Writing writing : Writing.values()) {
            if (writing.only != null) {
                expected.add(writing.only);
            }
        }
        assertThat(Languages.codes()).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | Where can I buy a ticket for the evening train?
            de | Wo kann ich eine Fahrkarte für den Abendzug kaufen?
            nl | Waar kan ik een kaartje voor de avondtrein kopen?
            af | Waar kan ek 'n kaartjie vir die aandtrein koop?
            fr | Où puis-je acheter un billet pour le train du soir ?
            es | ¿Dónde puedo comprar un billete para el tren de la noche?
            pt | Onde posso comprar um bilhete para o comboio da noite?
            gl | Onde podo mercar un billete para o tren da noite?
            it | Dove posso comprare un biglietto per il treno della sera?
            ro | Unde pot să cumpăr un bilet pentru trenul de seară?
            ca | On puc comprar un bitllet per al tren del vespre?
            pl | Gdzie mogę kupić bilet na wieczorny pociąg?
            cs | Kde si mohu koupit jízdenku na večerní vlak?
            sk | Kde si môžem kúpiť lístok na večerný vlak?
            sl | Kje lahko kupim vozovnico za večerni vlak?
            hu | Hol tudok jegyet venni az esti vonatra?
            fi | Mistä voin ostaa lipun iltajunaan?
            et | Kust ma saan osta pileti õhtusele rongile?
            sv | Var kan jag köpa en biljett till kvällståget?
            tr | Akşam treni için nereden bilet alabilirim?
            vi | Tôi có thể mua vé cho chuyến tàu tối ở đâu?
            sw | Ninaweza kununua wapi tiketi ya treni ya jioni?
            ru | Где я могу купить билет на вечерний поезд?
            uk | Де я можу купити квиток на вечірній потяг?
            bg | Къде мога да купя билет за вечерния влак?
            mk | Каде можам да купам билет за вечерниот воз?
            kk | Кешкі пойызға билетті қайдан сатып алуға болады?
            ar | أين يمكنني شراء تذكرة لقطار المساء؟
            fa | از کجا می‌توانم برای قطار عصر بلیط بخرم؟
            ur | میں شام کی ٹرین کا ٹکٹ کہاں سے خرید سکتا ہوں؟
            hi | मैं शाम की ट्रेन का टिकट कहाँ से खरीद सकता हूँ?
            mr | मी संध्याकाळच्या गाडीचे तिकीट कुठे विकत घेऊ शकतो?
            bn | আমি সন্ধ্যার ট্রেনের টিকিট কোথায় কিনতে পারি?
            zh | 我在哪里可以买到晚上的火车票？
            ja | 夜の電車の切符はどこで買えますか。
            ko | 저녁 기차표를 어디에서 살 수 있나요?
            el | Πού μπορώ να αγοράσω ένα εισιτήριο για το βραδινό τρένο;
            he | איפה אני יכול לקנות כרטיס לרכבת הערב?
            th | ฉันจะซื้อตั๋วรถไฟรอบเย็นได้ที่ไหน
            ka | სად შემიძლია ვიყიდო ბილეთი საღამოს მატარებელზე?
            """)
    void tellsTheLanguageOfAShortSentence(String code, String text) {
        assertThat(Languages.all().identify(text).language()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "12 345,67 + 8 = ?",
                "!!! ... ???",
                "\uD83D\uDE00\uD83D\uDE00",
                "\uD83D",
                "x = (a[i] + b[j]) * 2 / 3; // 4",
                "ᚠᚢᚦᚨᚱᚲ",
                "ok"
            })
    void doesNotGuessWhenTheTextDoesNotSay(String text) {
        Identification found = Languages.all().identify(text);

        assertThat(found.known()).isFalse();
        assertThat(found.language()).isEqualTo("und");
        assertThat(found.probability()).isZero();
    }

    @Test
    void choosesAmongTheCandidatesOnly() {
        String text = "Hvor kan jeg kjøpe billett til toget?";

        assertThat(Languages.of(Set.of("da", "sv", "de")).identify(text).language())
                .isEqualTo("da");
        assertThat(Languages.of(Set.of("nb", "ru")).identify(text).probability())
                .isEqualTo(1);
        assertThat(Languages.of(Set.of("ru", "ja")).identify(text).known()).isFalse();
    }

    @Test
    void saysWhichCodesThereAreWhenOneIsUnknown() {
        assertThatThrownBy(() -> Languages.of(Set.of("en", "xx")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no language has the code xx; there are af, am, ar");
        assertThat(Languages.codes()).hasSizeGreaterThan(100).contains("zu", "nb", "ceb");
    }

    @Test
    void takesAFavouredLanguageUnlessTheTextSaysOtherwise() {
        // Two words that are the same in both.
        String both = "selamat pagi";
        assertThat(Languages.all().favouring(Set.of("ms"), 1e6).identify(both).language())
                .isEqualTo("ms");
        assertThat(Languages.all().favouring(Set.of("id"), 1e6).identify(both).language())
                .isEqualTo("id");
        String german = "Der nächste Bahnhof ist nicht weit von hier, und der Zug fährt um acht.";
        Languages favouring = Languages.all().favouring(Set.of("ms", "nl", "ru"), 20);
        assertThat(favouring.identify(german).language()).isEqualTo("de");
        assertThat(favouring.identify(german).probability()).isGreaterThan(0.9);
    }

    @Test
    void favouringEveryLanguageOrNoneByMuchChangesNothing() {
        for (String text :
                List.of("Where is the station?", "Hvor er nærmeste stasjon?", "Gdje je stanica?", "12", "")) {
            Identification plain = Languages.all().identify(text);
            assertThat(Languages.all().favouring(Languages.codes(), 500).identify(text))
                    .isEqualTo(plain);
            assertThat(Languages.all().favouring(Set.of("en", "de"), 1).identify(text))
                    .isEqualTo(plain);
        }
    }

    @Test
    void favoursOnlyLanguagesThatCanBeMeant() {
        assertThat(Languages.of(Set.of("da", "sv"))
                        .favouring(Set.of("nb"), 1e9)
                        .identify("Hvor er nærmeste stasjon?")
                        .language())
                .isEqualTo("da");
        assertThatThrownBy(() -> Languages.all().favouring(Set.of("xx"), 20)).hasMessageContaining("code xx");
        assertThatThrownBy(() -> Languages.all().favouring(Set.of("en"), 0.5)).hasMessageContaining("1 or more");
        assertThatThrownBy(() -> Languages.all().favouring(Set.of("en"), Double.NaN))
                .hasMessageContaining("1 or more");
    }

    @Test
    void readsAPartOfAnArray() {
        char[] chars = "Wer ist da? Qui est là ? Personne ne répond.".toCharArray();

        assertThat(Languages.all().identify(chars, 12, chars.length).language()).isEqualTo("fr");
    }

    @Test
    void decidesTheSameInAnyNumberOfThreadsAndOrder() throws Exception {
        List<String> texts = List.of("Vær så god og kom inn", "Var så god och kom in", "Kom indenfor, vær så venlig");
        List<Identification> alone =
                texts.stream().map(Languages.all()::identify).toList();

        try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
            Callable<List<Identification>> task = () -> {
                Identifier identifier = Languages.all().identifier();
                identifier.identify("etwas anderes zuvor");
                return texts.stream().map(identifier::identify).toList();
            };
            for (Future<List<Identification>> found : executor.invokeAll(List.of(task, task, task, task))) {
                assertThat(found.get()).isEqualTo(alone);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\uD83D", "\uDC00x", "я", "\u0301", "漢", "word ", "\n", "ñ1", "\uFFFF"})
    void takesTenMillionCharactersOfAnything(String unit) {
        String text = unit.repeat(10_000_000 / unit.length());

        assertThat(Languages.all().identify(text)).isNotNull();
        assertThat(ScriptShares.of(text).letters()).isNotNegative();
        assertThat(new ScriptMixing().find(text)).isNotNull();
    }
}
