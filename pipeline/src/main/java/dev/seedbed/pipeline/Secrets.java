package dev.seedbed.pipeline;

import dev.seedbed.api.setting.Problem;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Finds keys and passwords that someone wrote into a pipeline, where they would reach disk, manifest and
/// version control.
final class Secrets {
    // The forms of the keys of OpenAI and others, Hugging Face, GitHub, AWS, Google, Slack, and JSON web tokens.
    private static final Pattern KEY = Pattern.compile("(Bearer )?(sk-[A-Za-z0-9_-]{16,}|hf_[A-Za-z0-9]{16,}"
            + "|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|AKIA[0-9A-Z]{16}|AIza[0-9A-Za-z_-]{30,}"
            + "|xox[abprs]-[A-Za-z0-9-]{10,}|eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]*)");
    private static final Pattern NAME =
            Pattern.compile("(api|access|secret)[-_]?(key|token)|password|passwd|secret|bearer|authorization");

    private Secrets() {}

    static boolean looksSecret(Raw.Scalar scalar) {
        return scalar.value() instanceof String text
                && KEY.matcher(text.strip()).matches();
    }

    static boolean holdsSecret(Raw raw) {
        return switch (raw) {
            case Raw.Scalar scalar -> looksSecret(scalar);
            case Raw.Items items -> items.items().stream().anyMatch(Secrets::holdsSecret);
            case Raw.Fields fields ->
                fields.fields().stream().anyMatch(field -> isSecretName(field.name()) || holdsSecret(field.raw()));
        };
    }

    static boolean isSecretName(String name) {
        return NAME.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    /// Adds a problem for each secret.
    static void refuse(Raw raw, List<Problem> problems) {
        switch (raw) {
            case Raw.Scalar scalar -> {
                if (looksSecret(scalar)) {
                    problems.add(new Problem(scalar.location(), message("this value looks like a key")));
                }
            }
            case Raw.Items items -> items.items().forEach(item -> refuse(item, problems));
            case Raw.Fields fields -> fields.fields().forEach(field -> refuse(field.raw(), problems));
        }
    }

    static String message(String what) {
        return what + " and is not shown; a key never stands in a pipeline: take it out, renew it if others saw it, "
                + "and put it in the environment variable that the provider reads";
    }
}
