package dev.seedbed.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.curate.agreement.Figure;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JudgeAuditExampleTest {
    /// The file was made with 30 % positives, of which the judge alone sees 36 %.
    @Test
    void findsTheRateThatTheFileWasMadeWith() {
        assertThat(JudgeAuditExample.corrected(Path.of("data/judged.jsonl")))
                .isInstanceOfSatisfying(
                        Figure.Known.class, known -> assertThat(known.value()).isBetween(0.25, 0.35));
    }
}
