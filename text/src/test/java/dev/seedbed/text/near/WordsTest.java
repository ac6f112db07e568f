package dev.seedbed.text.near;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    private static List<String> words(String text) {
        Words words = read(text);
        List<String> result = new ArrayList<>();
        for (int i = 0; i < words.count(); i++) {
            result.add(text.substring(words.start(i), words.end(i)));
        }
        return result;
    }

    private static Words read(String text) {
        Words words = new Words();
        words.read(text.toCharArray(), 0, text.length());
        return words;
    }

    private static List<Long> hashes(String text) {
        Words words = read(text);
        List<Long> result = new ArrayList<>();
        for (int i = 0; i < words.count(); i++) {
            result.add(words.hash(i));
        }
        return result;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            The quick, brown fox.      | The/quick/brown/fox
            don't stop_here            | don/t/stop/here
            3.14 = x²                  | 3/14/x²
            Über CAFÉ…naïve            | Über/CAFÉ/naïve
            Привет, мир!               | Привет/мир
            C++ & F#                   | C/F
            日本語カード                | 日/本/語/カ/ー/ド
            abc漢字def                  | abc/漢/字/def
            สวัสดี                      | ส/วั/ส/ดี
            한국어 문장                 | 한국어/문장
            e😀f👩‍💻g                   | e/f/g
            𝒳𝓎 x                       | 𝒳𝓎/x
            ☎️ 1️⃣ ok                   | 1️⃣/ok
            """)
    void cutsWhereLettersEnd(String text, String expected) {
        assertThat(words(text)).containsExactly(expected.split("/"));
    }

    @Test
    void emptyTextsAndSignsHaveNoWords() {
        assertThat(words("")).isEmpty();
        assertThat(words(" \n\t\u0000 …?! 😀\u0301 \uD83D \uDE00\uD83D")).isEmpty();
    }

    @Test
    void caseDoesNotCountAndOrderDoes() {
        assertThat(hashes("Straße ÉCOLE Ωμέγα")).isEqualTo(hashes("straße école ωμέγα"));
        assertThat(hashes("\u212Aelvin SHIFTİNG elevenletters")).isEqualTo(hashes("kelvin shifting ElevenLetters"));
        assertThat(hashes("ab")).isNotEqualTo(hashes("ba"));
        assertThat(hashes("one two"))
                .isEqualTo(List.of(hashes("one").getFirst(), hashes("TWO").getFirst()));
    }

    @Test
    void aTextAndItsComposedAndDecomposedFormsHaveTheSameWords() {
        StringBuilder all = new StringBuilder();
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            int type = Character.getType(point);
            if (type == Character.UNASSIGNED || type == Character.SURROGATE || type == Character.PRIVATE_USE) {
                continue;
            }
            String one = Character.toString(point);
            for (String text : List.of(one, "a" + one, one + "\u0301\u0323 b")) {
                String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
                String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
                if (!decomposed.equals(composed)) {
                    assertThat(hashes(text)).as("U+%04X in %s", point, text).isEqualTo(hashes(composed));
                    assertThat(hashes(decomposed))
                            .as("U+%04X in %s", point, text)
                            .isEqualTo(hashes(composed));
                }
            }
            all.append(one);
        }
        assertThat(hashes(Normalizer.normalize(all, Normalizer.Form.NFD)))
                .isEqualTo(hashes(Normalizer.normalize(all, Normalizer.Form.NFC)));
    }

    @Test
    void differentWordsHaveDifferentHashes() {
        Random random = new Random(3);
        List<String> words = new ArrayList<>();
        for (char a = 'a'; a <= 'z'; a++) {
            for (char b = 'a'; b <= 'z'; b++) {
                for (char c = 'a'; c <= 'z'; c++) {
                    words.add("" + a + b + c);
                }
            }
        }
        for (int i = 0; i < 50_000; i++) {
            words.add(Long.toString(random.nextLong(), 36).replace("-", ""));
        }
        assertThat(hashes(String.join(" ", words)).stream().distinct().count())
                .isEqualTo(words.stream().distinct().count());
    }

    @Test
    void anyCharactersAtAllComeToAnEnd() {
        Random random = new Random(8);
        Words words = new Words();
        for (int round = 0; round < 3_000; round++) {
            char[] chars = new char[random.nextInt(60)];
            for (int i = 0; i < chars.length; i++) {
                chars[i] = switch (random.nextInt(5)) {
                    case 0 -> (char) (0xD800 + random.nextInt(0x800));
                    case 1 -> (char) (0x300 + random.nextInt(0x70));
                    case 2 -> (char) random.nextInt(1 << 16);
                    default -> (char) random.nextInt(128);
                };
            }
            int from = random.nextInt(chars.length + 1);
            words.read(chars, from, chars.length);
            int last = from;
            for (int i = 0; i < words.count(); i++) {
                assertThat(words.start(i)).isGreaterThanOrEqualTo(last);
                assertThat(words.end(i)).isGreaterThan(words.start(i)).isLessThanOrEqualTo(chars.length);
                last = words.end(i);
            }
        }
    }

    /// Composing all of them at once would take the square of their number: hours.
    @Test
    void endsAWordBehindThirtyMarksInARow() {
        String text = "a" + "\u0301\u0316".repeat(2_000_000) + " b";
        Words words = new Words();
        words.read(text.toCharArray(), 0, text.length());

        assertThat(words.count()).isEqualTo(2);
        assertThat(words.end(0)).isEqualTo(31);
        assertThat(words.start(1)).isEqualTo(text.length() - 1);
    }
}
