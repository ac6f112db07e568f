package dev.seedbed.pipeline;

import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.setting.Problem;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.pipeline.PlannedGroup.FirstOf;
import dev.seedbed.pipeline.PlannedGroup.OneOf;
import dev.seedbed.pipeline.PlannedGroup.Order;
import dev.seedbed.pipeline.SettingsBinding.Bound;
import dev.seedbed.pipeline.expression.Nearest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Checks the groups of a pipeline's models: aliases that stand for several others.
final class GroupBinding {
    /// A question in these forms is written for one model, and vectors and labels have a meaning for one model only.
    private static final Set<Capability> OF_ONE_MODEL =
            EnumSet.of(Capability.RAW, Capability.PREFILL, Capability.EMBED, Capability.CLASSIFY);

    private final Map<String, PlannedModel> models;
    private final Set<String> aliases;
    private final Path directory;
    private final List<Problem> problems;
    private final Map<String, Raw.Field> fields = new LinkedHashMap<>();
    private final Map<String, Order> orders = new LinkedHashMap<>();
    private final Map<String, PlannedGroup> groups = new LinkedHashMap<>();

    /// @param models that could be opened
    /// @param aliases of all models and groups
    GroupBinding(Map<String, PlannedModel> models, Set<String> aliases, Path directory, List<Problem> problems) {
        this.models = models;
        this.aliases = aliases;
        this.directory = directory;
        this.problems = problems;
    }

    /// Whether settings under `models` are those of a group.
    static boolean isGroup(Raw raw) {
        return raw instanceof Raw.Fields settings
                && (settings.find(PipelineKeys.FIRST_OF.name()).isPresent()
                        || settings.find(PipelineKeys.ONE_OF.name()).isPresent());
    }

    /// The groups, in the order of the pipeline; those that are wrong, or of models that cannot be opened, are left
    /// out.
    Map<String, PlannedGroup> bind(List<Raw.Field> written) {
        for (Raw.Field field : written) {
            fields.put(field.name(), field);
            order(field).ifPresent(order -> orders.put(field.name(), order));
        }
        for (String alias : orders.keySet()) {
            plan(alias, new ArrayList<>());
        }
        return groups;
    }

    private Optional<Order> order(Raw.Field field) {
        String owner = "the model `" + field.name() + "`";
        if (!(field.raw() instanceof Raw.Fields settings)) {
            return Optional.empty();
        }
        Bound bound = new SettingsBinding(Scope.outside(field.name(), directory), problems)
                .bind(owner, PipelineKeys.ofGroups(), settings, Map.of());
        if (!bound.whole()) {
            return Optional.empty();
        }
        Settings known = bound.settings();
        Optional<List<String>> first = known.find(PipelineKeys.FIRST_OF);
        Optional<Map<String, Double>> one = known.find(PipelineKeys.ONE_OF);
        if (first.isPresent() && one.isPresent()) {
            problems.add(new Problem(
                    field.location(),
                    owner + " has `first-of` and `one-of`; leave one of them out, or name a group of its own in the"
                            + " other"));
            return Optional.empty();
        }
        if (first.isEmpty() && known.find(PipelineKeys.HEDGE_AFTER).isPresent()) {
            problems.add(new Problem(
                    field.location(),
                    owner + " has `hedge-after`, which needs `first-of`: of a mixture only one may answer"));
            return Optional.empty();
        }
        Optional<Duration> hedgeAfter = known.find(PipelineKeys.HEDGE_AFTER);
        Order order = first.<Order>map(names -> new FirstOf(new LinkedHashSet<>(names), hedgeAfter))
                .orElseGet(() -> new OneOf(one.orElseThrow()));
        int written = first.map(List::size).orElse(order.members().size());
        return check(field, order, written) ? Optional.of(order) : Optional.empty();
    }

    private boolean check(Raw.Field field, Order order, int written) {
        int before = problems.size();
        String owner = "the model `" + field.name() + "`";
        if (order.members().isEmpty()) {
            problems.add(new Problem(field.location(), owner + " is a group of no models; name at least one"));
        }
        if (order instanceof FirstOf first
                && first.hedgeAfter().isPresent()
                && first.members().size() < 2) {
            problems.add(new Problem(
                    field.location(), owner + " has `hedge-after`, but no second model that could be asked; name one"));
        }
        if (order.members().size() < written) {
            problems.add(new Problem(field.location(), owner + " names a model twice; remove one"));
        }
        for (String member : order.members()) {
            if (!aliases.contains(member)) {
                problems.add(new Problem(
                        field.location(),
                        owner + " names '" + member + "', but there is no such model" + Nearest.hint(member, aliases)
                                + " (there are: " + Shown.names(aliases) + ")"));
            }
        }
        return problems.size() == before;
    }

    /// What a group, or a model, stands for.
    private Optional<Model> plan(String alias, List<String> path) {
        PlannedModel model = models.get(alias);
        if (model != null) {
            return Optional.of(model);
        }
        PlannedGroup known = groups.get(alias);
        if (known != null) {
            return Optional.of(known);
        }
        Order order = orders.get(alias);
        if (order == null) {
            return Optional.empty();
        }
        if (path.contains(alias)) {
            problems.add(new Problem(
                    Optional.ofNullable(fields.get(alias)).orElseThrow().location(),
                    "the model `" + alias + "` is made of itself: " + String.join(" → ", path) + " → " + alias));
            return Optional.empty();
        }
        path.add(alias);
        List<PlannedModel> leaves = new ArrayList<>();
        boolean whole = true;
        for (String member : order.members()) {
            Optional<Model> planned = plan(member, path);
            whole &= planned.isPresent();
            planned.ifPresent(each -> leaves.addAll(leaves(each)));
        }
        path.remove(alias);
        if (!whole) {
            return Optional.empty();
        }
        PlannedGroup group = new PlannedGroup(alias, order, common(leaves), leaves.getFirst());
        groups.put(alias, group);
        return Optional.of(group);
    }

    private List<PlannedModel> leaves(Model model) {
        if (model instanceof PlannedModel leaf) {
            return List.of(leaf);
        }
        List<PlannedModel> leaves = new ArrayList<>();
        if (model instanceof PlannedGroup group) {
            for (String member : group.order().members()) {
                plan(member, new ArrayList<>()).ifPresent(each -> leaves.addAll(leaves(each)));
            }
        }
        return leaves;
    }

    private static Set<Capability> common(List<PlannedModel> leaves) {
        Set<Capability> common = EnumSet.allOf(Capability.class);
        leaves.forEach(leaf -> common.retainAll(leaf.capabilities()));
        boolean isOneModel = leaves.stream().map(PlannedModel::model).distinct().count() == 1
                && !leaves.getFirst().model().isEmpty();
        if (!isOneModel) {
            common.removeAll(OF_ONE_MODEL);
        }
        return common;
    }
}
