package dev.seedbed.text;

import java.util.List;
import java.util.Optional;

/// Looks for one family of defects in a text that a model wrote.
///
/// ```java
/// Optional<Finding> finding = new Refusals().find("I'm sorry, but I can't help with that.");
/// finding.orElseThrow().code(); // "refusal"
/// ```
///
/// Detectors are immutable, pure and thread-safe: the same text gives the same finding. They take time linear
/// in the length of the text, whatever it holds.
public interface Detector {
    /// The codes that its findings may have, in the order in which they are looked for.
    List<String> codes();

    /// The first defect found; empty if there is none.
    Optional<Finding> find(String text);
}
