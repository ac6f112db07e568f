package dev.seedbed.pipeline;

import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds documents that are sent to a model as they are: whole files of text, read by `load`, and no `scrub` and no
/// `personal-data` before the first step that asks. It may be meant so; it is said, not forbidden. Rows of tables
/// are mostly prompts, of which nothing is said.
final class UnscrubbedDocuments {
    private static final Set<String> ENDINGS = Set.of(".txt", ".md", ".txt.gz", ".md.gz");
    private static final Set<String> LOOKING = Set.of("scrub", "personal-data");

    private UnscrubbedDocuments() {}

    /// A step that was found right.
    ///
    /// @param files that it reads
    record Bound(StepType type, String name, Settings settings, List<Path> files) {}

    /// A sentence, or none.
    static List<String> warnings(List<Bound> steps) {
        if (steps.isEmpty() || !readsDocuments(steps.getFirst())) {
            return List.of();
        }
        for (Bound step : steps) {
            if (LOOKING.contains(step.type().id()) || scrubsByItself(step)) {
                return List.of();
            }
            if (asks(step)) {
                return List.of("the step `" + steps.getFirst().name() + "` reads documents, which `" + step.name()
                        + "` sends to a model as they are; put `scrub` between, so that personal data in them is"
                        + " masked first");
            }
        }
        return List.of();
    }

    private static boolean readsDocuments(Bound step) {
        return step.type().kind() == StepKind.SOURCE
                && step.files().stream().anyMatch(file -> {
                    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
                    return ENDINGS.stream().anyMatch(name::endsWith);
                });
    }

    private static boolean scrubsByItself(Bound step) {
        return step.type().parameters().stream()
                .filter(parameter -> parameter.name().equals("scrub"))
                .anyMatch(parameter -> step.settings().find(parameter).stream().anyMatch(Boolean.TRUE::equals));
    }

    private static boolean asks(Bound step) {
        return step.type().parameters().stream()
                .anyMatch(parameter -> isModel(parameter.kind())
                        && step.settings().find(parameter).isPresent());
    }

    private static boolean isModel(Kind<?> kind) {
        return kind instanceof Kind.ModelAlias || (kind instanceof Kind.ListOf<?> list && isModel(list.item()));
    }
}
