package dev.seedbed.text.filter;

import static dev.seedbed.text.filter.Measured.reason;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What the tests of C4's reference code expect (TensorFlow Datasets, `text/c4_utils_test.py`, Apache-2.0, 2020),
/// restated: the same kinds of lines in the same order, with the same counters.
class C4VectorsTest {
    private static final FilterProfile C4 = FilterProfile.named("c4");

    private static CleanedText cleaned(String text) {
        CleanedText cleaned = new CleanedText();
        LineEnds ends = new LineEnds();
        ends.read(text.toCharArray(), 0, text.length());
        C4Cleaning.reference().clean(text.toCharArray(), 0, text.length(), ends, cleaned);
        return cleaned;
    }

    @Test
    void keepsTwoLinesOfAPageOfTen() {
        String page = """
                This line has enough words and ends in punctuation, Dr. Roberts!
                Economic History | All Institutions | Open Articles | Digital Network
                "Open Access. Powered by Scholars. Published by Universities."
                Digital Commons Network™/ Social and Behavioral Sciences...
                Too few words.
                You need to enable javascript in your browser to see this page.
                You have JavaScript disabled and that means no page for you.
                Adam Roberts has a cookie policy: always eat them.
                Colin has a privacy policy: don't share people's secrets.
                You'd better follow our terms of use!
                """;
        assertThat(C4.worker().judge(page).cleaned())
                .contains("This line has enough words and ends in punctuation, Dr. Roberts!\n"
                        + "\"Open Access. Powered by Scholars. Published by Universities.\"");
        CleanedText counted = cleaned(page);
        assertThat(counted.linesKept).isEqualTo(2);
        assertThat(counted.tooFewWords).isEqualTo(1);
        assertThat(counted.withoutEndMark).isEqualTo(2);
        assertThat(counted.javascript).isEqualTo(2);
        assertThat(counted.policies).isEqualTo(3);
    }

    @Test
    void dotsInsideALineEndNoSentence() {
        String page = """
                This first line has one sentence.
                This line looks like it has three sentences...but it's actually just 1.""";
        assertThat(reason(C4, page)).isEqualTo("min-sentences");
        assertThat(cleaned(page).linesKept).isEqualTo(2);
        assertThat(cleaned(page).sentences).isEqualTo(2);
    }

    @Test
    void codeAndFillerDropThePage() {
        assertThat(reason(C4, """
                This page starts out with some text.
                Everything looks good at first, since these are sentences.
                But then, all of a sudden, there's a bunch of code like the next block.
                fn foo(a) { bar = a + 10; }.""")).isEqualTo("curly-bracket");
        assertThat(reason(C4, """
                Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod.
                Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris.
                Duis aute irure dolor in reprehenderit in voluptate velit esse.""")).isEqualTo("lorem-ipsum");
    }

    /// With a harmless word for the one of the reference's test.
    @Test
    void badWordsStandBetweenOtherCharacters() {
        FilterProfile c4 = C4.withBadWords(List.of("eel"));
        String padding = """
                This page starts out with some text.
                Everything looks good at first, since these are sentences.
                But then, all of a sudden, there's a badword... or not?
                """;
        assertThat(reason(c4, padding + "I asked my friend for help peeling my reels."))
                .isNull();
        assertThat(reason(c4, padding + "He took the basket and put in his eel in preparation for travel."))
                .isEqualTo("bad-words");
        assertThat(reason(c4, padding + "An Eel is one of several species of long, thin fish."))
                .isEqualTo("bad-words");
        assertThat(reason(c4, padding + "Fish is one general word for the animal \"eel\"."))
                .isEqualTo("bad-words");
        assertThat(reason(c4, padding + "Eel is one of several species of long, thin fish."))
                .isNull();
    }

    @Test
    void citationsAreTakenOut() {
        assertThat(C4.worker().judge("""
                This page has some text.
                Some lines don't end with punctuation
                And some of these lines end with citations.[3]
                Or have requested citations[citation needed]. Or the option to edit.[edit]
                """).cleaned()).contains("""
                This page has some text.
                And some of these lines end with citations.
                Or have requested citations. Or the option to edit.""");
    }

    @Test
    void policiesAreTakenOut() {
        assertThat(C4.worker().judge("""
                This page has with some text. So, that's good!
                But at the end it has some policy lines.
                This line mentions the Terms of Use.
                This line should be okay.
                The privacy policy is mentioned in this line.
                Let's talk about the Cookie Policy now.
                """).cleaned()).contains("""
                This page has with some text. So, that's good!
                But at the end it has some policy lines.
                This line should be okay.""");
    }

    @Test
    void overlongPagesAndWordsGo() {
        assertThat(reason(C4, "This sentence has some words. ".repeat(7_000))).isEqualTo("max-characters");
        assertThat(cleaned("One word here is " + "long".repeat(251) + " indeed.").tooLongWord)
                .isEqualTo(1);
    }

    @Test
    void dropsALineWithAWordOfMoreThanAThousandCharactersWhereverItStands() {
        for (int before : new int[] {0, 1, 5, 600, 1_000, 1_500}) {
            String words = "ab ".repeat(before);
            String behind = " more words stand here than are needed for a line.";
            assertThat(cleaned(words + "x".repeat(1_000) + behind).linesKept).isEqualTo(1);
            assertThat(cleaned(words + "x".repeat(1_001) + behind).linesKept).isZero();
            assertThat(cleaned(words + "\ud83d\ude00".repeat(1_000) + behind).linesKept)
                    .isEqualTo(1);
        }
    }

    @Test
    void takesACarriageReturnAndALineFeedForOneLineEnd() {
        String line = "There are five words here and a full stop.";
        CleanedText found = cleaned(line + "\r\n" + line + "\r" + line + "\u2028" + line + "\n\n" + line);
        assertThat(found.lines).isEqualTo(6);
        assertThat(new String(found.chars, 0, found.length)).isEqualTo(String.join("\n", line, line, line, line, line));
    }
}
