package dev.seedbed.curate.privacy;

import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.privacy.Action;
import dev.seedbed.privacy.PersonalData;
import dev.seedbed.privacy.PrivacySettings;
import dev.seedbed.privacy.Scrubbing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The steps `personal-data` and `scrub` of the pipeline language.
public final class Privacy {
    private static final Parameter<List<String>> COLUMN = Parameter.listOf(
                    "column",
                    new Kind.Column(),
                    "The column to look at; several may be given. Of lists and objects, all texts"
                            + " count, names of fields too; numbers do not.")
            .required();

    private static final Parameter<List<String>> KINDS = Parameter.listOf(
                    "kinds", new Kind.Choice(dev.seedbed.privacy.Kind.codes()), "The kinds looked for.")
            .defaultsTo(dev.seedbed.privacy.Kind.codes());

    private static final Parameter<Double> CERTAINTY = Parameter.decimal(
                    "certainty", 0, 1, "From which certainty on a find counts; 0.3 adds what only its form speaks for.")
            .defaultsTo(PrivacySettings.defaults().leastCertainty());

    private static final Parameter<Map<String, String>> PATTERNS = Parameter.mapOf(
            "patterns",
            new Kind.Text(),
            "Regular expressions of one's own by their names, in RE2's language: no look-around and no back references.");

    private static final Parameter<List<String>> DENY = Parameter.listOf(
                    "deny",
                    new Kind.Text(),
                    "Texts that count wherever they stand as whole words, whatever their case.")
            .defaultsTo(List.of());

    private static final Parameter<List<String>> ALLOW = Parameter.listOf(
                    "allow",
                    new Kind.Text(),
                    "Texts that never count; `@acme.com` stands for every address that ends so.")
            .defaultsTo(List.of());

    private static final Parameter<String> ACTION = Parameter.choice(
                    "action",
                    Action.codes(),
                    "What stands instead: a mask, a keyed hash, or something that looks real.")
            .defaultsTo(Action.MASK.code());

    private static final Parameter<String> KEY = Parameter.text(
            "key-from",
            "The environment variable with the key, of 16 characters or more: with it, the same text gets the same hash or surrogate"
                    + " in all rows and runs; `hash` needs one.");

    private static final Parameter<String> COUNTED =
            Parameter.newColumn("counted", "A column for how many were replaced, by kind.");

    private static final String KINDS_OF_DATA = """
            | kind | what tells it |
            |---|---|
            | `email`, `url`, `mac` | its form; of URLs also names of hosts, credentials in them, `www.` |
            | `phone` | numbering plans of libphonenumber; words around it where its form is common |
            | `card`, `iban`, `crypto` | check digits: Luhn and issuers, ISO 13616, base58check, bech32, EIP-55 |
            | `ip` | IPv4 and IPv6; a version of four parts is none |
            | `secret` | issuers' prefixes, private keys, tokens, `password=` and the like |
            | `ssn`, `national-id` | form, check digits, words around it: US, UK, ES, IT, DE, FR, PL, NL, SE, FI, IN, BR, CA, AU, SG, KR, TR, ZA |
            | `date-of-birth` | a date that the words before it call so |
            | `address` | number, street and place in the forms of the US, the UK, Germany and France |
            | `person` | lists of names of many cultures, titles, what introduces a name; parts of a name found before |
            | `custom` | `patterns` and `deny` |
            """;

    static final StepType GATE = StepType.named(
                    "personal-data", StepKind.GATE, "Rejects rows that hold personal data or secrets.")
            .details(KINDS_OF_DATA + """

                    Reasons: `personal-data-` and the kind of the first find. Evidence: `column`, `kind`, `count`, and of the first
                    50 in `found`: `kind`, `position` and `length` in characters, `rule`, `certainty`, and `in` where the column
                    is a list or an object. What was found is in no evidence, and of rows that do not
                    pass, whichever step turns them down, the ledger and the report show these columns with masks. The journal keeps
                    what models answered.""")
            .taking(COLUMN, KINDS, CERTAINTY, PATTERNS, DENY, ALLOW)
            .shorthand(COLUMN)
            .example("- personal-data: { column: [question, answer], allow: \"@example.com\" }")
            .builtBy(Privacy::gate);

    static final StepType SCRUB = StepType.named(
                    "scrub", StepKind.TRANSFORMER, "Replaces personal data and secrets in columns.")
            .details("""
                    Finds what `personal-data` finds. Actions: `mask` (`[EMAIL]`), `hash` (`[EMAIL:9f86d081884c7d65]`, HMAC-SHA-256),
                    `surrogate`: another of its kind that looks real. Surrogates keep formats and check digits valid and all forms of
                    a person's name together, and no list of them is kept: they follow from the key and the text. Without `key-from`
                    they are the same within a text only. The key never reaches a file; another key gives other texts, and so other
                    prompts.

                    Put it right after a source of documents, before anything is sent to a model.""")
            .taking(COLUMN, ACTION, KEY, COUNTED, KINDS, CERTAINTY, PATTERNS, DENY, ALLOW)
            .shorthand(COLUMN)
            .example("- scrub: { column: text, action: mask, kinds: [email, phone, person] }")
            .builtBy(Privacy::scrub);

    private Privacy() {}

    /// In the order of the reference.
    public static List<StepType> stepTypes() {
        return List.of(GATE, SCRUB);
    }

    private static Step gate(Building building) {
        return new PersonalDataGate(building.name(), building.settings().get(COLUMN), scanner(building));
    }

    private static Step scrub(Building building) {
        Settings settings = building.settings();
        return new ScrubStep(
                building.name(),
                settings.get(COLUMN),
                scanner(building),
                scrubbing(building),
                settings.find(COUNTED).orElse(null));
    }

    private static PersonalData scanner(Building building) {
        Settings settings = building.settings();
        PrivacySettings wanted = PrivacySettings.defaults()
                .withKinds(settings.get(KINDS).stream()
                        .map(dev.seedbed.privacy.Kind::of)
                        .toList())
                .withLeastCertainty(settings.get(CERTAINTY))
                .denying(settings.get(DENY).toArray(String[]::new))
                .allowing(settings.get(ALLOW).toArray(String[]::new));
        if (wanted.kinds().isEmpty()) {
            building.problem(KINDS, "is empty, so nothing would be looked for");
        }
        try {
            return PersonalData.with(wanted.withPatterns(settings.find(PATTERNS).orElse(Map.of())));
        } catch (IllegalArgumentException wrong) {
            building.problem(PATTERNS, "cannot be used: " + wrong.getMessage());
            return PersonalData.with(wanted);
        }
    }

    private static Scrubbing scrubbing(Building building) {
        Settings settings = building.settings();
        Action action = Action.of(settings.get(ACTION));
        Optional<String> variable = settings.find(KEY);
        if (variable.isEmpty()) {
            if (action == Action.HASH) {
                building.problem(ACTION, "is 'hash', which needs a key: name its environment variable in `key-from`");
                return Scrubbing.masking();
            }
            return Scrubbing.of(action, null);
        }
        Optional<String> key = building.environment(variable.get());
        if (key.isEmpty()) {
            building.problem(KEY, "names the environment variable '" + variable.get() + "', which is not set");
            return Scrubbing.masking();
        }
        try {
            return Scrubbing.of(action, key.get().getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException wrong) {
            building.problem(KEY, "names a key that cannot be used: " + wrong.getMessage());
            return Scrubbing.masking();
        }
    }
}
