package dev.seedbed.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Looks for what goes wrong between two who talk with one another, one turn at a time.
///
/// ```java
/// TurnDefects defects = new TurnDefects();
/// List<Turn> turns = List.of(Turn.user("Why is the sky blue?"), Turn.assistant("User: I see!"));
/// defects.find(turns, 1).orElseThrow().code();   // "role-flip"
/// ```
///
/// | code | when |
/// |---|---|
/// | `empty-turn` | there is nothing but white space |
/// | `role-flip` | a party begins the other's turn (`User: ...`), offers help as user, asks for it as assistant |
/// | `refusal` | the assistant refuses, by [Refusals] |
/// | `loop` | a party says the same as before, or nearly |
/// | `empty-agreement` | a turn of nothing but [Courtesy], and so was the same party's turn before |
///
/// The same is the same text of 12 characters or more, or any text for the third time; nearly the same are
/// texts of
/// 8 words or more each whose ROUGE-L F is at least [#SIMILARITY].
///
/// A conversation that ends with one "Thanks!" and one "You're welcome!" has no defect. The rules of
/// `role-flip` and
/// `empty-agreement` are English, the similarity counts Latin letters and digits. Immutable, pure, thread-safe.
public final class TurnDefects {
    public static final String EMPTY_TURN = "empty-turn";
    public static final String ROLE_FLIP = RoleFlips.ROLE_FLIP;
    public static final String LOOP = "loop";
    public static final String EMPTY_AGREEMENT = "empty-agreement";

    /// All codes, in the order in which they are looked for.
    public static final List<String> CODES = List.of(EMPTY_TURN, ROLE_FLIP, Refusals.REFUSAL, LOOP, EMPTY_AGREEMENT);

    /// From which ROUGE-L F on a turn repeats an earlier one.
    public static final double SIMILARITY = 0.9;

    private static final int FEWEST_WORDS = 8;
    private static final int FEWEST_CHARACTERS = 12;

    private final Set<String> codes;
    private final double similarity;
    private final Refusals refusals = new Refusals();

    /// All codes.
    public TurnDefects() {
        this(Set.copyOf(CODES), SIMILARITY);
    }

    /// @param codes some of [#CODES]
    /// @param similarity from which ROUGE-L F on a turn repeats an earlier one
    public TurnDefects(Set<String> codes, double similarity) {
        this.codes = Set.copyOf(Codes.chosen(CODES, codes));
        this.similarity = similarity;
    }

    /// What is wrong with a turn, by itself and after those before it; the span lies in its text.
    public Optional<Finding> find(List<Turn> turns, int index) {
        for (String code : CODES) {
            Optional<Finding> finding = codes.contains(code) ? find(code, turns, index) : Optional.empty();
            if (finding.isPresent()) {
                return finding;
            }
        }
        return Optional.empty();
    }

    private Optional<Finding> find(String code, List<Turn> turns, int index) {
        Turn turn = turns.get(index);
        return switch (code) {
            case EMPTY_TURN ->
                turn.text().isBlank() ? whole(turn, EMPTY_TURN, "there is no text in the turn") : Optional.empty();
            case ROLE_FLIP -> RoleFlips.find(turn);
            case Refusals.REFUSAL ->
                turn.party() == Turn.Party.ASSISTANT ? refusals.find(turn.text()) : Optional.empty();
            case LOOP -> loop(turns, index);
            case EMPTY_AGREEMENT -> emptyAgreement(turns, index);
            default -> throw new IllegalStateException(code);
        };
    }

    private static Optional<Finding> whole(Turn turn, String code, String explanation) {
        return Optional.of(new Finding(code, explanation, 0, turn.text().length()));
    }

    private Optional<Finding> loop(List<Turn> turns, int index) {
        Turn turn = turns.get(index);
        String text = plain(turn);
        RougeL.Tokens tokens = RougeL.tokens(turn.text());
        int same = 0;
        for (int i = index - 1; i >= 0; i--) {
            Turn earlier = turns.get(i);
            if (earlier.party() != turn.party()) {
                continue;
            }
            if (plain(earlier).equals(text)) {
                same++;
                if (text.length() >= FEWEST_CHARACTERS || same == 2) {
                    return whole(turn, LOOP, "the turn says the same as turn " + (i + 1));
                }
            } else if (tokens.count() >= FEWEST_WORDS) {
                RougeL.Tokens others = RougeL.tokens(earlier.text());
                double f = others.count() >= FEWEST_WORDS ? RougeL.f(tokens, others) : 0;
                if (f >= similarity) {
                    return whole(turn, LOOP, nearly(i, f));
                }
            }
        }
        return Optional.empty();
    }

    private String nearly(int earlier, double f) {
        return String.format(
                Locale.ROOT,
                "the turn repeats turn %d: their ROUGE-L F is %.3f, and %.3f is a repeat",
                earlier + 1,
                f,
                similarity);
    }

    private static String plain(Turn turn) {
        return turn.text().strip().toLowerCase(Locale.ROOT);
    }

    private static Optional<Finding> emptyAgreement(List<Turn> turns, int index) {
        return courtesy(turns, index) && courtesy(turns, index - 2)
                ? whole(turns.get(index), EMPTY_AGREEMENT, "the party has nothing but courtesy to say once more")
                : Optional.empty();
    }

    private static boolean courtesy(List<Turn> turns, int index) {
        return index >= 0 && Courtesy.only(turns.get(index).text());
    }
}
