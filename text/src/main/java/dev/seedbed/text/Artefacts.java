package dev.seedbed.text;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
/// | `preamble` | the answer begins by announcing itself: "Sure! Here is", "Certainly, I'd be happy to" |
/// | `placeholder` | what was to be filled in: `{{name}}`, `[Your Name]`, `<insert date>` |
///
/// Code (fenced blocks and code spans) is left out: there `{{name}}` is a program's and `[INST]` is talked
/// about.
public final class Artefacts implements Detector {
    public static final String ROLE_HEADER = "role-header";
    public static final String PROMPT_LEFTOVER = "prompt-leftover";
    public static final String ASSISTANT_PHRASE = "assistant-phrase";
    public static final String PREAMBLE = "preamble";
    public static final String PLACEHOLDER = "placeholder";

    private static final List<String> CODES =
            List.of(ROLE_HEADER, PROMPT_LEFTOVER, ASSISTANT_PHRASE, PREAMBLE, PLACEHOLDER);

    private static final String MODEL = "an? (?:responsible |helpful |ethical )?(?:ai|artificial intelligence|llm"
            + "|(?:large |ai )?language model|virtual assistant)(?: (?:language )?(?:model|assistant|chatbot"
            + "|system))?";

    /// @param triggers one of these is in every match, so that most texts need no matching; none if it stands
    ///     at the beginning of the text
    private record Rule(String code, String explanation, List<String> triggers, Pattern pattern) {
        Optional<Matcher> firstMatch(String text, CodeRegions code) {
            if (triggers.isEmpty()) {
                return Optional.of(pattern.matcher(text)).filter(Matcher::lookingAt);
            }
            if (triggers.stream().noneMatch(text::contains)) {
                return Optional.empty();
            }
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                if (!code.covers(matcher.start())) {
                    return Optional.of(matcher);
                }
            }
            return Optional.empty();
        }
    }

    /// What a letter or form leaves open. Links, footnotes and references in brackets are followed by `(`, `[`
    /// or `:`.
    private static final String PLACES =
            "\\[(?:(?i:your|insert|enter|add|fill in|type|include|specify|recipient|sender)"
                    + "(?i:['\u2019]s)? [^\\]\\n]{1,60}|(?:Your |Company |Customer |Client |First |Last |Full "
                    + "|Product |Recipient |Employee"
                    + " |Manager |Employer |Job |School |Event |Hiring |Contact |Phone |Email |Street "
                    + "|Zip )(?:['\u2019]s )?"
                    + "(?:[A-Z][\\w'\u2019]*)(?: [\\w'\u2019/]+){0,3}|Name|Date|Address|Company|Phone"
                    + "|Signature|City|State|Location"
                    + "|City, State(?:,? (?:ZIP|Zip)(?: Code)?)?|Recipient|Recruiter|Recipient['\u2019]s Name"
                    + "|Insert [^\\]\\n]{1,60}|INSERT [^\\]\\n]{1,60}"
                    + "|YOUR [^\\]\\n]{1,60}|NAME|DATE|COMPANY)\\](?![(\\[:])"
                    + "|<(?i:insert|your|enter) [a-z][^<>\\n=\"]{1,60}>|<(?:YOUR|INSERT|ENTER)_[A-Z_]{1,40}>";

    private static final List<Rule> RULES = List.of(
            rule(
                    ROLE_HEADER,
                    "there is a token of a chat template",
                    List.of(
                            "<|",
                            "|>",
                            "<\uFF5C",
                            "[INST]",
                            "[/INST]",
                            "<<SYS>>",
                            "<</SYS>>",
                            "_of_turn>",
                            "</s>",
                            "<s>",
                            "<bos>",
                            "<eos>",
                            "<pad>",
                            "<unk>"),
                    "<\\|[A-Za-z0-9_ ]{1,40}\\|?>|<\uFF5C[^\uFF5C\\n]{1,60}\uFF5C>|\\[/?INST\\]|<</?SYS>>"
                            + "|</?(?:start|end)_of_turn>|\\A\\s{0,99}<s>|</s>\\s{0,99}\\z|<(?:bos|eos|pad|unk)>"),
            rule(
                    ROLE_HEADER,
                    "there is the header of a turn",
                    List.of(),
                    "\\s*(?:#+ |\\*\\*)?(?:(?i:assistant|human|ai assistant|chatbot|system prompt)|AI|ASSISTANT|USER"
                            + "|SYSTEM)(?:\\*\\*)?\\s?:(?:\\*\\*)?(?=\\s)"),
            rule(
                    ROLE_HEADER,
                    "there is the header of a turn",
                    List.of(
                            "\nHuman:",
                            "\nAssistant:",
                            "\nUSER:",
                            "\nASSISTANT:",
                            "\n### Human",
                            "\n### Assistant",
                            "\n### User"),
                    "\\n[ \\t]{0,8}\\n(?:Human|Assistant|USER|ASSISTANT):(?=\\s)|\\n### ?(?:Human|Assistant|User)\\s*:"),
            rule(
                    PROMPT_LEFTOVER,
                    "there is a mark of the prompt's own form",
                    List.of("###", "<no", "<No", "<NO"),
                    "(?m)^[ \\t]{0,8}#{2,4} ?(?:Instructions?|Input|Response|Output|Human|Assistant|System|Prompt|Query) ?:"
                            + "|(?i:<no ?(?:input|output)>)|^###\\s{0,9}\\z|\\n### {0,9}\\d+\\. (?:Instruction"
                            + "|Input|Output):"),
            rule(
                    PROMPT_LEFTOVER,
                    "the text begins with a mark of the prompt's own form",
                    List.of(),
                    "\\s*(?:Below is an instruction that describes a task|Come up with a series of tasks:"
                            + "|(?:\\d+\\. )?(?:Instruction|Input|Output):(?=\\s))"),
            rule(
                    ASSISTANT_PHRASE,
                    "the assistant speaks of itself",
                    List.of("AI", " ai ", "anguage model", "irtual assistant", "rtificial intelligence", "LLM"),
                    "(?:^|(?<=[.!?:;,\"\\n(]\\s{0,2}))(?i:(?:but |however,? |sorry,? )?(?:as|being) " + MODEL
                            + "(?: (?:developed|created|trained|made|built) by [\\w .]{1,30})?(?:,"
                            + "|\\b)[^.!?\\n]{0,80}?"
                            + "(?:\\b(?:i|my|me)\\b|i'(?:m|ve|d|ll)\\b|\\z)|\\bi(?:'m| am)(?: just| only| merely)? "
                            + MODEL
                            + "(?=[ ,.!]))"),
            rule(
                    ASSISTANT_PHRASE,
                    "the assistant speaks of its making",
                    List.of("nowledge", "raining data", "rained by", "ast update", "Regenerate response"),
                    "(?i:\\bmy (?:knowledge|training) (?:cut-?off|data (?:only )?(?:goes|extends|includes))"
                            + "|\\bas of my (?:last|latest|most recent|knowledge)(?: (?:knowledge"
                            + "|training))? ?(?:update|cut-?off|training)"
                            + "|\\bi was (?:trained|created|developed|made) by (?:openai|anthropic|google|meta"
                            + "|microsoft|alibaba|mistral|hugging)"
                            + "|\\bregenerate response\\b)"),
            rule(
                    PREAMBLE,
                    "the answer announces itself",
                    List.of(),
                    "\\s*(?i:(?:sure(?: thing)?|certainly|of course|absolutely|definitely|gladly"
                            + "|great question|no problem"
                            + "|okay|ok)\\b ?[!,.:-]+ ?(?:here(?:'s|\u2019s| is| are)\\b|i(?:'d|\u2019d| would"
                            + "| will|'ll|\u2019ll| can)"
                            + " (?:be )?(?:happy|glad|love|help|provide|try|do my best|gladly|write|create"
                            + "|explain|assist)"
                            + "|let me (?!know)|below (?:is|are)\\b|the following\\b)[^\\n.!]{0,60}"
                            + "|i(?:'d|\u2019d| would) be (?:happy|glad|delighted) to (?:help|assist|provide"
                            + "|answer|create|write)[^\\n.!]{0,60}"
                            + "|thank you for (?:your (?:question|request|prompt)|the (?:question"
                            + "|prompt))[^\\n.!]{0,40})"),
            rule(
                    PLACEHOLDER,
                    "there is a template variable",
                    List.of("{{"),
                    "(?<![\\\\\\w}$^_{])\\{\\{-? ?[A-Za-z_][\\w .|\\-]{0,60}? ?-?\\}\\}(?!\\})"),
            rule(PLACEHOLDER, "there is a place to be filled in", List.of("[", "<"), PLACES));

    private final List<Rule> rules;
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
        this.rules = RULES.stream().filter(rule -> codes.contains(rule.code)).toList();
    }

    @Override
    public List<String> codes() {
        return codes;
    }

    @Override
    public Optional<Finding> find(String text) {
        CodeRegions code = CodeRegions.of(text);
        for (Rule rule : rules) {
            Optional<Matcher> match = rule.firstMatch(text, code);
            if (match.isPresent()) {
                return match.map(found -> new Finding(
                        rule.code,
                        rule.explanation + ": \"" + found.group().strip() + "\"",
                        found.start(),
                        found.end()));
            }
        }
        return Optional.empty();
    }

    private static Rule rule(String code, String explanation, List<String> triggers, String expression) {
        return new Rule(code, explanation, triggers, Pattern.compile(expression));
    }
}
