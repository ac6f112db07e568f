package dev.seedbed.pipeline;

import dev.seedbed.api.Hash;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.setting.Expression;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.PromptReference;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Columns;
import dev.seedbed.pipeline.expression.CelExpression;
import dev.seedbed.pipeline.expression.JinjaTemplate;
import dev.seedbed.pipeline.expression.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What the settings at one place of a pipeline can refer to.
///
/// @param place the name of the step, under which its templates are recorded
/// @param columns of the samples that reach it
/// @param scores that they may carry
/// @param models what each can do, by alias; empty where that is not known
/// @param needs what models must be able to do here
/// @param offers who offers a capability, in words
record Scope(
        String place,
        Path directory,
        Columns columns,
        Set<String> scores,
        Map<String, Optional<Set<Capability>>> models,
        Set<Capability> needs,
        Function<Capability, String> offers) {

    /// Takes what is wrong, in words that the parameter's name goes in front of.
    @FunctionalInterface
    interface Complaint {
        void add(String message);
    }

    /// The scope of what stands outside of steps.
    static Scope outside(String place, Path directory) {
        return new Scope(place, directory, Columns.none(), Set.of(), Map.of(), Set.of(), _ -> "");
    }

    Optional<Object> path(Kind.FilePath kind, String text, Complaint complaint) {
        Path path;
        try {
            path = directory.resolve(text).normalize();
        } catch (InvalidPathException e) {
            complaint.add("is '" + text + "', which is no path: " + e.getReason());
            return Optional.empty();
        }
        if (kind.mustExist() && !Files.exists(path)) {
            complaint.add("is '" + text + "', but there is no such file or folder"
                    + Nearest.hint(String.valueOf(path.getFileName()), siblings(path))
                    + " (relative paths begin at the folder of the pipeline)");
            return Optional.empty();
        }
        return Optional.of(path);
    }

    private static List<String> siblings(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.limit(1_000)
                    .map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    /// @param embeds whether it must embed, and need do nothing else
    Optional<Object> alias(String alias, boolean embeds, Complaint complaint) {
        Set<Capability> wanted = embeds ? Set.of(Capability.EMBED) : needs;
        Optional<Set<Capability>> capabilities = models.get(alias);
        if (capabilities == null) {
            complaint.add(
                    "is '" + alias + "', which is no model of this pipeline" + Nearest.hint(alias, models.keySet())
                            + (models.isEmpty()
                                    ? "; name one under `models:`"
                                    : " (there are: " + Shown.names(models.keySet()) + ")"));
            return Optional.empty();
        }
        if (capabilities.isPresent() && embeds(capabilities.get()) && !wanted.contains(Capability.EMBED)) {
            complaint.add("is '" + alias + "', a model that can only " + KindWords.of(Capability.EMBED)
                    + ", but this step asks for text; " + instead(other -> !embeds(other), "local"));
            return Optional.empty();
        }
        List<Capability> missing = wanted.stream()
                .filter(need -> capabilities.isPresent() && !capabilities.get().contains(need))
                .sorted()
                .toList();
        missing.forEach(need -> complaint.add("is '" + alias + "', a model that cannot " + KindWords.of(need)
                + ", which this step needs; "
                + (need == Capability.EMBED
                        ? instead(Scope::embeds, "minilm")
                        : "name another model" + offers.apply(need))));
        return missing.isEmpty() ? Optional.of(alias) : Optional.empty();
    }

    private static boolean embeds(Set<Capability> capabilities) {
        return capabilities.equals(Set.of(Capability.EMBED));
    }

    /// What would serve: models of this pipeline, else a provider of such.
    private String instead(Predicate<Set<Capability>> serves, String provider) {
        List<String> others = models.entrySet().stream()
                .filter(model -> model.getValue().filter(serves).isPresent())
                .map(Map.Entry::getKey)
                .toList();
        return others.isEmpty()
                ? "add one under `models:` that can, such as `{ provider: " + provider + " }`"
                : "name " + Shown.names(others);
    }

    Optional<Object> column(String name, Complaint complaint) {
        if (columns.mayHave(name)) {
            return Optional.of(name);
        }
        complaint.add("is '" + name + "', but " + noSuchColumn(name));
        return Optional.empty();
    }

    Optional<Object> newColumn(String name, Complaint complaint) {
        if (name.isBlank() || name.startsWith("_")) {
            complaint.add("is '" + name + "', but a column's name must not be blank or begin with `_`");
            return Optional.empty();
        }
        return Optional.of(name);
    }

    Optional<Object> newScore(String name, Complaint complaint) {
        if (name.isBlank() || name.startsWith("_")) {
            complaint.add("is '" + name + "', but a score's name must not be blank or begin with `_`");
            return Optional.empty();
        }
        if (columns.names().contains(name)) {
            complaint.add("is '" + name + "', but there is a column of that name, which conditions would read instead;"
                    + " choose another name, or remove or rename the column before");
            return Optional.empty();
        }
        return Optional.of(name);
    }

    /// This with more names for conditions, of what a step adds by itself.
    Scope with(Set<String> more) {
        Set<String> all = new LinkedHashSet<>(scores);
        all.addAll(more);
        return new Scope(place, directory, columns, all, models, needs, offers);
    }

    String noSuchColumn(String name) {
        return "there is no such column here" + Nearest.hint(name, columns.names())
                + (columns.names().isEmpty()
                        ? " (there are no columns yet)"
                        : " (columns here: " + Shown.names(columns.names()) + ")");
    }

    Template template(String text, String parameter) {
        return JinjaTemplate.compile(text, new PromptReference(place + "." + parameter, 0, Hash.sha256Of(text)));
    }

    /// The variables of a template that are no columns here, sorted.
    List<String> unknownVariables(Template template) {
        return template.variables().stream()
                .filter(name -> !columns.mayHave(name))
                .sorted()
                .toList();
    }

    Expression expression(String source, boolean condition) {
        Set<String> names = new LinkedHashSet<>(columns.names());
        names.addAll(scores);
        return condition
                ? CelExpression.condition(source, names, columns.complete())
                : CelExpression.formula(source, names, columns.complete());
    }
}
