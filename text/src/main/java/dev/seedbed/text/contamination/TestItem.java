package dev.seedbed.text.contamination;

/// An item of a benchmark, as it is looked for in rows.
///
/// ```java
/// new TestItem("gsm8k", "17", "Janet's ducks lay 16 eggs per day. ...", "Janet sells 16 - 3 - 4 = 9 ... #### 18")
/// ```
///
/// @param benchmark which benchmark it is of
/// @param id what the benchmark calls it; the number of its line, if it has no name
/// @param question the text that decides: a row that holds it is contaminated
/// @param answer the reference answer or solution, empty if there is none; found in a row, it decides only if it
///     is long ([TestItems#LONG_ANSWER] words), and then only if it stands there as it is or nearly
public record TestItem(String benchmark, String id, String question, String answer) {
    /// An item without an answer.
    public TestItem(String benchmark, String id, String question) {
        this(benchmark, id, question, "");
    }
}
