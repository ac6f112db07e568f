package dev.seedbed.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeCommandTest extends CommandTest {
    @TempDir
    private Path folder = Path.of("");

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private int calibrate(String file, String... more) {
        String[] arguments = new String[more.length + 7];
        String[] first = {"judge", "calibrate", file, "--judge", "judge", "--human", "human"};
        System.arraycopy(first, 0, arguments, 0, first.length);
        System.arraycopy(more, 0, arguments, first.length, more.length);
        return seedbed(arguments);
    }

    /// By hand: Se 4/5, Sp 4/5, 6 of 10 flagged: (0.6 + 0.8 - 1) / 0.6 = 2/3; kappa (0.8 - 0.5) / 0.5 = 0.6.
    private String tenAndTen() throws IOException {
        return file(
                "judged.csv",
                "judge,human\n" + "1,1\n".repeat(4) + "0,1\n" + "0,0\n".repeat(4) + "1,0\n" + "1,\n".repeat(6)
                        + "0,\n".repeat(4) + ",1\n");
    }

    @Test
    void printsWhatTheJudgeIsWorthForPeople() throws IOException {
        assertThat(calibrate(tenAndTen())).isZero();
        assertThat(out())
                .contains("21 rows: 10 with a human label and a verdict, 10 with a verdict alone, 1 unscored")
                .containsPattern("human: positive +4 +1")
                .containsPattern("sensitivity \\(Se\\) +0\\.8 \\[")
                .containsPattern("Cohen's kappa +0\\.6 \\[")
                .containsPattern("corrected by Se and Sp +0\\.667 \\[")
                .contains("note: 1 of 21 rows are unscored (1 of them labelled) and left out");
    }

    @Test
    void printsItAsJsonForMachines() throws IOException {
        assertThat(calibrate(tenAndTen(), "--json", "--seed", "7")).isZero();
        Data data = Json.parseObject(out());
        assertThat(data.value("rate"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .extractingByKey("corrected")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .extractingByKey("value")
                .asInstanceOf(InstanceOfAssertFactories.DOUBLE)
                .isCloseTo(2 / 3.0, within(1e-12));
        assertThat(data.has("mean")).isFalse();
    }

    @Test
    void saysPlainlyWhatCannotBeComputed() throws IOException {
        assertThat(calibrate(file("one.jsonl", """
                {"judge":"yes","human":"yes"}
                {"judge":"no","human":"yes"}
                {"judge":"no"}
                """))).isZero();
        assertThat(out())
                .contains("cannot be computed: the human labels are all positive, so it is not known how the"
                        + " judge treats the others; label some of them");
    }

    @Test
    void refusesRowsThatHoldNothingToMeasure() throws IOException {
        assertThat(calibrate(file("empty.jsonl", ""))).isEqualTo(2);
        assertThat(err()).isEqualTo("seedbed: there are no rows, so there is nothing to measure\n");
        assertThat(calibrate(file("no.csv", "verdict,human\n1,1\n"))).isEqualTo(2);
        assertThat(err()).contains("no row has the column 'judge'; there are verdict, human");
        assertThat(calibrate(file("unscored.csv", "judge,human\n,1\nunscored,0\n")))
                .isEqualTo(2);
        assertThat(err()).contains("all 2 rows are unscored");
        assertThat(calibrate(file("row.csv", "judge,human\n1,1\n"))).isEqualTo(2);
        assertThat(err()).contains("only 1 row has both");
        assertThat(calibrate(file("words.csv", "judge,human\n5,4\ngood,3\n"), "--threshold", "4"))
                .isEqualTo(2);
        assertThat(err()).contains("row 2: 'judge' is 'good', but the threshold compares numbers");
        assertThat(calibrate(file("broken.jsonl", "{\"judge\":1,\n"))).isEqualTo(2);
        assertThat(err()).contains("broken.jsonl:1: ");
        assertThat(calibrate(folder.resolve("nowhere.jsonl").toString())).isEqualTo(2);
        assertThat(err()).contains("nowhere.jsonl', but there is no such file");
        assertThat(calibrate(tenAndTen(), "--confidence", "95")).isEqualTo(2);
        assertThat(err()).contains("the confidence is 95.0, but must be from 0.5 to less than 1");
        assertThat(seedbed("judge")).isEqualTo(2);
        assertThat(err()).contains("calibrate, bias or alt-test?");
    }

    @Test
    void measuresWhatTheJudgeLeansTo() throws IOException {
        String pairs = file("pairs.jsonl", """
                {"preference":"tie","flipped":true,"forward":"a","backward":"b"}
                {"preference":"a","flipped":false,"forward":"a","backward":"a"}
                {"preference":"b","flipped":false,"forward":"b","backward":"b"}
                {"preference":"unscored"}
                """.repeat(20));
        assertThat(seedbed("judge", "bias", pairs)).isZero();
        assertThat(out())
                .contains("80 rows: 20 won by a, 20 by b, 20 ties, 20 unscored")
                .containsPattern("verdicts that flip with the order +0\\.333 \\[")
                .containsPattern("verdicts for the first place +0\\.667 \\[.*; leans to the first place")
                .containsPattern("wins of the judge's own family +cannot be computed: in no pair");
        assertThat(seedbed("judge", "bias", pairs, "--preference", "winner")).isEqualTo(2);
        assertThat(err()).contains("no row has the column 'winner'; there are preference, flipped");
        assertThat(seedbed("judge", "bias", file("scores.csv", "score,answer\n1,a\n2,bb\n3,ccc\n"), "--score", "score"))
                .isZero();
        assertThat(out()).containsPattern("Pearson +1 \\[");
    }

    @Test
    void testsTheJudgeAgainstPeople() throws IOException {
        String file = file("people.csv", "judge,p,q,r\n" + "1,1,1,1\n0,0,0,0\n".repeat(20));
        assertThat(seedbed("judge", "alt-test", file, "--judge", "judge", "--humans", "p,q,r"))
                .isZero();
        assertThat(out()).contains("winning rate 1, advantage probability 1", "passes: the judge may stand in");
        assertThat(seedbed("judge", "alt-test", file, "--judge", "judge", "--humans", "p,q"))
                .isEqualTo(2);
        assertThat(err()).contains("it takes 3 or more different ones");
    }
}
