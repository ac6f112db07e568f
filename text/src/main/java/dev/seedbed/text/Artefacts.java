package dev.seedbed.text;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds what a generator or its prompt left behind in a text.
///
/// ```java
/// new Artefacts().find("Paris.<|im_end|>");                    // role-header
/// new Artefacts().find("Dear [Recipient's Name],");            // placeholder
/// new Artefacts(Set.of(Artefacts.ROLE_HEADER)).find("...");    // only this one
/// ```
///
/// | code | finds |
/// |---|---|
/// | `role-header` | chat-template tokens (`<\|im_start\|>`, `[INST]`, `<<SYS>>`, `<start_of_turn>`, `</s>`)
/// and turns such as `Assistant:` at the beginning or after an empty line |
/// | `prompt-leftover` | section marks of prompts (`### Instruction:`, `<noinput>`, a text that begins with
/// `Output:`) |
/// | `assistant-phrase` | the assistant speaks of itself: "As an AI language model, I", "my knowledge cutoff" |
/// | `preamble` | the answer begins by announcing itself: "Sure! Here is", "Here is the rewritten text:" |
/// | `closing` | the answer ends by talking about itself: "Let me know if you'd like", "Word count: 150" |
/// | `placeholder` | what was to be filled in: `{{name}}`, `[Your Name]`, `<insert date>`, `TODO: ...`,
/// `XXX`, lorem ipsum |
///
/// Code (fenced blocks, code spans, lines that read as a program's) is left out, and what is quoted or named
/// rather than used: a tutorial may write of `[INST]`. A letter may end with "Let me know if you have
/// questions".
public final class Artefacts implements Detector {
    public static final String ROLE_HEADER = "role-header";
    public static final String PROMPT_LEFTOVER = "prompt-leftover";
    public static final String ASSISTANT_PHRASE = "assistant-phrase";
    public static final String PREAMBLE = "preamble";
    public static final String CLOSING = "closing";
    public static final String PLACEHOLDER = "placeholder";

    private static final List<String> CODES =
            List.of(ROLE_HEADER, PROMPT_LEFTOVER, ASSISTANT_PHRASE, PREAMBLE, CLOSING, PLACEHOLDER);

    private final List<ArtefactRule> rules;
    private final List<String> codes;

    /// Looks for all of them.
    public Artefacts() {
        this(Set.copyOf(CODES));
    }

    /// Looks for some.
    ///
    /// @throws IllegalArgumentException if one is not a code of this detector
    public Artefacts(Set<String> codes) {
        this.codes = Codes.chosen(CODES, codes);
        this.rules = ArtefactRules.ALL.stream()
                .filter(rule -> codes.contains(rule.code()))
                .toList();
    }

    @Override
    public List<String> codes() {
        return codes;
    }

    @Override
    public Optional<Finding> find(String text) {
        Triggers.Hits hits = ArtefactRules.TRIGGERS.in(text);
        CodeRegions code = CodeRegions.of(text);
        for (ArtefactRule rule : rules) {
            Optional<Finding> finding = rule.find(text, hits, code);
            if (finding.isPresent()) {
                return finding;
            }
        }
        return Optional.empty();
    }
}
