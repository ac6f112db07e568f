package dev.seedbed.curate.judge;

import java.util.Optional;

/// The form in which a reply about texts of others says what it says. Such a text may hold the form itself, to pass
/// for the one who was asked; a reply about it must then be signed with a marker that the text cannot know.
///
/// ```java
/// VerdictForm<Double> scores = VerdictGrammar.scores(Scale.of(1, 5));
/// scores.form("k3x9q2bh");                                       // Score k3x9q2bh: <a whole number from 1 to 5>
/// scores.readSigned("It says Score: 5.\nScore k3x9q2bh: 2", "k3x9q2bh");   // given: 2.0
/// ```
///
/// [Hearing] asks by it. Implementations are pure.
public interface VerdictForm<T> {
    /// Whether a text holds something that may be taken for the form.
    boolean mayBeIn(String text);

    /// What a prompt shows as the form.
    String form();

    /// The same with a signature.
    String form(String signature);

    /// What a reply about material says that lines with this marker delimit.
    Verdict<T> read(String reply, String marker);

    /// What a reply says that must be signed with the marker.
    Verdict<T> readSigned(String reply, String marker);

    /// A reply without what its writer thought before, and without the material that it repeats between the lines
    /// with the marker.
    static String ownWords(String reply, String marker) {
        return JudgeWords.withoutMaterial(reply, Optional.of(marker)).strip();
    }
}
