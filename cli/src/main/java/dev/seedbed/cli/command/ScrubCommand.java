package dev.seedbed.cli.command;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Hash;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.cli.terminal.Figures;
import dev.seedbed.corpus.ScrubExamination;
import dev.seedbed.privacy.Action;
import dev.seedbed.privacy.Kind;
import dev.seedbed.privacy.PersonalData;
import dev.seedbed.privacy.PrivacySettings;
import dev.seedbed.privacy.Scrubbing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `seedbed scrub`: puts something else where personal data stands in files of any size.
@Command(
        name = "scrub",
        header = "Puts something else where personal data and secrets stand in the text of files of any size.",
        description = {
            "Rows stay, all but their text byte for byte. --removed FILE says of each row that changes what kinds of data"
                    + " it had, and where; what was found is in no output and no message.",
            "The same command again goes on where a killed one left off.",
        },
        mixinStandardHelpOptions = true)
final class ScrubCommand implements Callable<Integer> {
    private static final String DETECT = "detect";
    private static final String USUAL_KEY = "SEEDBED_SCRUB_KEY";
    private static final String USUAL_COLUMN = "personal_data";

    private final Workshop workshop;

    @Mixin
    private CorpusArguments arguments = new CorpusArguments();

    @Option(
            names = "--action",
            paramLabel = "ACTION",
            defaultValue = "mask",
            description = "What is put there: mask, its kind in brackets; hash, a keyed hash; surrogate, another of its"
                    + " kind that looks real, the same for the same; or detect, nothing: all rows stay as they are, with"
                    + " a column that says what was found (default: ${DEFAULT-VALUE}).")
    private String action = "mask";

    @Option(
            names = "--kinds",
            paramLabel = "KIND",
            split = ",",
            description =
                    "What is looked for, such as email,phone (default: all): email, phone, card, iban, ip, mac, url,"
                            + " crypto, secret, ssn, national-id, date-of-birth, address, person, custom.")
    private List<String> kinds = new ArrayList<>();

    @Option(names = "--except", paramLabel = "KIND", split = ",", description = "What is not looked for.")
    private List<String> except = new ArrayList<>();

    @Option(
            names = "--certainty",
            paramLabel = "NUMBER",
            description = "From how certain a find counts, from 0 to 1 (default: 0.5).")
    private @Nullable Double certainty;

    @Option(
            names = "--pattern",
            paramLabel = "NAME=EXPRESSION",
            description = "A regular expression of one's own, in the language of RE2. May be given again.")
    private Map<String, String> patterns = new LinkedHashMap<>();

    @Option(
            names = "--deny",
            paramLabel = "FILE",
            description = "A file with a text a line, each found wherever it stands as whole words.")
    private @Nullable Path deny;

    @Option(
            names = "--allow",
            paramLabel = "FILE",
            description = "A file with a text a line that is never found; @example.com stands for every address there.")
    private @Nullable Path allow;

    @Option(
            names = "--key",
            paramLabel = "VARIABLE",
            description = "The environment variable with the key, of 16 characters or more. With one, the same gets the"
                    + " same surrogate in every row and run; a hash needs one (default: SEEDBED_SCRUB_KEY).")
    private @Nullable String key;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description =
                    "What now stands for what is written to this file, encrypted by a passphrase; for surrogates and"
                            + " hashes with a key. Without this option it is written nowhere.")
    private @Nullable Path mapping;

    // The one sort of option that makes --text unneeded.
    @SuppressWarnings("deprecation")
    @Option(
            names = "--open",
            paramLabel = "FILE",
            help = true,
            description = "Prints what stands for what in such a file, a JSON object a line, and does nothing else.")
    private @Nullable Path opened;

    @Option(
            names = "--passphrase",
            paramLabel = "VARIABLE",
            defaultValue = "SEEDBED_SCRUB_PASSPHRASE",
            description = "The environment variable with the passphrase of the mapping, of 8 characters or more"
                    + " (default: ${DEFAULT-VALUE}).")
    private String passphrase = "SEEDBED_SCRUB_PASSPHRASE";

    ScrubCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (opened != null) {
            return open(opened);
        }
        if (action.equals(DETECT)) {
            arguments.annotateUnlessTold(USUAL_COLUMN);
        }
        arguments.mustNotShowRows("would show the personal data that was found");
        PrivacySettings settings = settings();
        ScrubExamination examination =
                new ScrubExamination(scanner(settings), scrubbing(), action + " " + settings + " " + keyed());
        return mapping == null ? examine(examination) : withMapping(mapping, examination);
    }

    private int examine(ScrubExamination examination) throws InterruptedException {
        return arguments.examine("scrub", workshop.terminal(), examination, List.of());
    }

    private int withMapping(Path file, ScrubExamination examination) throws InterruptedException {
        if (action.equals(DETECT) || action.equals(Action.MASK.code())) {
            throw wrong("--mapping is for surrogates and hashes, but --action is '" + action
                    + "', of which one stands for many. Leave it out.");
        }
        if (keyed().isEmpty()) {
            throw wrong(
                    "--mapping needs a key: without one, the same surrogate stands for something else in every row. Put"
                            + " one of 16 characters or more into the environment variable " + variable()
                            + ", or name another with --key.");
        }
        arguments.mustNotHold("--mapping", file);
        if (allow != null) {
            FileNames.mustDiffer("--mapping", file, "the file of --allow", allow);
        }
        if (deny != null) {
            FileNames.mustDiffer("--mapping", file, "the file of --deny", deny);
        }
        MappingFile pairs = mappingFile(file);
        pairs.mustBeWritable();
        arguments.alsoWrites(file);
        int exit = examine(examination.toldTo(pairs::add));
        pairs.write();
        workshop.terminal().say("note: " + Figures.some(pairs.size(), "pair") + " in the mapping " + file);
        return exit;
    }

    private int open(Path file) {
        mappingFile(file).print(workshop.terminal().out());
        return 0;
    }

    private MappingFile mappingFile(Path file) {
        return new MappingFile(file, passphrase, workshop.environment().getOrDefault(passphrase, ""));
    }

    private PrivacySettings settings() {
        PrivacySettings settings = PrivacySettings.defaults();
        if (!kinds.isEmpty()) {
            settings = settings.withKinds(kinds("--kinds", kinds));
        }
        settings = settings.without(kinds("--except", except).toArray(Kind[]::new));
        if (certainty != null) {
            if (!(certainty >= 0 && certainty <= 1)) {
                throw wrong("--certainty is " + certainty + ", but must be from 0 to 1.");
            }
            settings = settings.withLeastCertainty(certainty);
        }
        return settings.withPatterns(patterns).denying(lines("--deny", deny)).allowing(lines("--allow", allow));
    }

    private static Set<Kind> kinds(String option, List<String> codes) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (String code : codes) {
            try {
                kinds.add(Kind.of(code.strip()));
            } catch (IllegalArgumentException e) {
                throw wrong(option + " has '" + code + "', but there are " + String.join(", ", Kind.codes()) + ".");
            }
        }
        return kinds;
    }

    private String[] lines(String option, @Nullable Path file) {
        if (file == null) {
            return new String[0];
        }
        arguments.mustKeep(option, file);
        try {
            return Files.readString(file)
                    .replaceFirst("^\uFEFF", "")
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toArray(String[]::new);
        } catch (IOException e) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    option + " is '" + file + "', but that cannot be read as a text in UTF-8. Give a file with a text a"
                            + " line.",
                    e);
        }
    }

    private static PersonalData scanner(PrivacySettings settings) {
        try {
            return PersonalData.with(settings);
        } catch (IllegalArgumentException e) {
            throw new SeedbedException(ErrorKind.WRONG_INPUT, "--pattern: " + e.getMessage(), e);
        }
    }

    private Scrubbing scrubbing() {
        if (action.equals(DETECT)) {
            return Scrubbing.masking();
        }
        if (!Action.codes().contains(action)) {
            throw wrong(
                    "--action is '" + action + "', but must be " + String.join(", ", Action.codes()) + " or detect.");
        }
        String secret = secret();
        try {
            return Scrubbing.of(Action.of(action), secret.isEmpty() ? null : secret.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    e.getMessage() + ". Put one of 16 characters or more into the environment variable " + variable()
                            + ", or name another with --key.",
                    e);
        }
    }

    private String variable() {
        return key == null ? USUAL_KEY : key;
    }

    /// A key that was asked for by name must be there: without it other surrogates would stand in the rows.
    private String secret() {
        String secret = workshop.environment().getOrDefault(variable(), "");
        if (key != null && secret.isEmpty()) {
            throw wrong(
                    "--key is '" + key + "', but the environment has no such variable, or an empty one. Put a key of"
                            + " 16 characters or more into it, or leave --key out.");
        }
        return secret;
    }

    /// Which key it is, but nothing of it, so that a run is not taken up again with another.
    private String keyed() {
        String secret = secret();
        return secret.isEmpty() ? "" : Hash.of("scrub", secret).toString();
    }

    private static SeedbedException wrong(String message) {
        return new SeedbedException(ErrorKind.WRONG_INPUT, message);
    }
}
