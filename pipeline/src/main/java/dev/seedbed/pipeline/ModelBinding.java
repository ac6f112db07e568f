package dev.seedbed.pipeline;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.CallLimits;
import dev.seedbed.api.model.Canary;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Price;
import dev.seedbed.api.model.Provider;
import dev.seedbed.api.setting.Location;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Problem;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.pipeline.SettingsBinding.Bound;
import dev.seedbed.pipeline.expression.Nearest;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Checks the models of a pipeline and opens their endpoints.
final class ModelBinding {
    private final Catalogue catalogue;
    private final Map<String, String> environment;
    private final Path directory;
    private final List<Problem> problems;
    private final PriceList prices;
    private final LocalDate today;
    private final Map<String, PlannedModel> models = new LinkedHashMap<>();
    private final Map<String, Optional<Set<Capability>>> capabilities = new LinkedHashMap<>();
    private final List<SeedbedException> failures = new ArrayList<>();

    ModelBinding(Binder.Surroundings surroundings, Path directory, List<Problem> problems) {
        this.catalogue = surroundings.catalogue();
        this.environment = surroundings.environment();
        this.prices = surroundings.prices();
        this.today = surroundings.today();
        this.directory = directory;
        this.problems = problems;
    }

    void bind(Raw.Fields root, Budget budget) {
        Optional<Raw> raw = root.find("models").map(Raw.Field::raw);
        if (raw.isEmpty() || (raw.get() instanceof Raw.Scalar scalar && scalar.value() == null)) {
            return;
        }
        if (!(raw.get() instanceof Raw.Fields fields)) {
            problems.add(new Problem(
                    raw.get().location(),
                    "`models` is " + Shown.kind(raw.get())
                            + ", but must be a map: `models: { writer: { provider: ... } }`"));
            return;
        }
        for (Raw.Field field : fields.fields()) {
            capabilities.put(field.name(), Optional.empty());
            model(field, budget);
        }
    }

    /// What each model can do, by alias; empty for those that could not be opened.
    Map<String, Optional<Set<Capability>>> capabilities() {
        return capabilities;
    }

    List<PlannedModel> models() {
        return List.copyOf(models.values());
    }

    Optional<PlannedModel> model(String alias) {
        return Optional.ofNullable(models.get(alias));
    }

    /// What is right, but better looked at.
    List<String> warnings() {
        return models.values().stream()
                .flatMap(model -> model.price().stream()
                        .flatMap(price -> PriceList.stale(Map.entry(model.alias(), price), today).stream()))
                .toList();
    }

    /// Why endpoints of a right pipeline could not be opened.
    List<SeedbedException> failures() {
        return failures;
    }

    void close() {
        models.values().forEach(model -> model.endpoint().close());
    }

    private void model(Raw.Field field, Budget budget) {
        String owner = "the model `" + field.name() + "`";
        if (!(field.raw() instanceof Raw.Fields fields)) {
            problems.add(new Problem(
                    field.raw().location(),
                    owner + " is " + Shown.value(field.raw())
                            + ", but must be a map of settings: `{ provider: ..., ... }`"));
            return;
        }
        Optional<Provider> provider = provider(owner, fields);
        if (provider.isEmpty()) {
            return;
        }
        List<Parameter<?>> parameters = new ArrayList<>(PipelineKeys.ofModels());
        parameters.addAll(provider.get().parameters());
        Bound bound = new SettingsBinding(Scope.outside(field.name(), directory), problems)
                .bind(owner, parameters, fields, Map.of());
        Optional<Price> price = price(bound).or(() -> listed(fields, provider.get()));
        checkPrice(field, provider.get(), price, budget);
        if (bound.whole()) {
            open(field, provider.get(), bound.settings())
                    .ifPresent(endpoint -> add(
                            field.name(),
                            provider.get(),
                            endpoint,
                            price,
                            bound.settings(),
                            text(fields, "model"),
                            field.location()));
        }
    }

    private void add(
            String alias,
            Provider provider,
            Endpoint endpoint,
            Optional<Price> price,
            Settings settings,
            Optional<String> model,
            Location place) {
        Optional<Price> known = price.or(() -> provider.isFree() ? Optional.of(Price.FREE) : Optional.empty());
        models.put(
                alias,
                new PlannedModel(
                        alias,
                        provider.id(),
                        model.orElse(""),
                        endpoint,
                        known,
                        limits(settings),
                        canary(alias, endpoint, settings, place)));
        capabilities.put(alias, Optional.of(endpoint.capabilities()));
    }

    private Optional<Canary> canary(String alias, Endpoint endpoint, Settings settings, Location place) {
        Optional<Canary> canary = settings.find(PipelineKeys.CANARY).map(PipelineKeys::canary);
        Set<Capability> can = endpoint.capabilities();
        if (canary.isPresent() && !can.contains(Capability.CHAT) && !can.contains(Capability.RAW)) {
            problems.add(new Problem(
                    place,
                    "the model `" + alias
                            + "` has a `canary`, but gives no text that could be compared; leave it out"));
        }
        return canary;
    }

    private static CallLimits limits(Settings settings) {
        return new CallLimits(
                settings.find(PipelineKeys.REQUESTS_PER_MINUTE).stream()
                        .mapToLong(Long::longValue)
                        .findFirst(),
                settings.find(PipelineKeys.TOKENS_PER_MINUTE).stream()
                        .mapToLong(Long::longValue)
                        .findFirst());
    }

    private Optional<Provider> provider(String owner, Raw.Fields fields) {
        Optional<Raw.Field> field = fields.find("provider");
        if (field.isEmpty()) {
            problems.add(new Problem(
                    fields.location(), owner + " needs `provider`: one of " + Shown.names(catalogue.providerIds())));
            return Optional.empty();
        }
        Raw raw = field.get().raw();
        String id = raw instanceof Raw.Scalar scalar ? scalar.source() : "";
        Optional<Provider> provider = catalogue.provider(id);
        if (provider.isEmpty()) {
            problems.add(new Problem(
                    raw.location(),
                    "`provider` is " + Shown.value(raw) + ", but must be one of " + Shown.names(catalogue.providerIds())
                            + Nearest.hint(id, catalogue.providerIds())));
        }
        return provider;
    }

    private Optional<Endpoint> open(Raw.Field field, Provider provider, Settings settings) {
        try {
            return Optional.of(WatchedEndpoint.of(provider.open(settings, environment)));
        } catch (SeedbedException e) {
            String message = "the model `" + field.name() + "` cannot be opened: " + e.getMessage();
            if (e.kind() == ErrorKind.UNUSABLE) {
                failures.add(
                        new SeedbedException(ErrorKind.UNUSABLE, new Problem(field.location(), message).toString(), e));
            } else {
                problems.add(new Problem(field.location(), message));
            }
            return Optional.empty();
        }
    }

    private Optional<Price> price(Bound bound) {
        return bound.settings().find(PipelineKeys.PRICE).flatMap(price -> {
            String currency = price.get(PipelineKeys.CURRENCY).toUpperCase(Locale.ROOT);
            if (!currency.matches("[A-Z]{3}")) {
                problems.add(new Problem(
                        place(bound),
                        "`price.currency` is '" + currency + "', but must be three letters such as `USD`"));
                return Optional.empty();
            }
            try {
                return Optional.of(PipelineKeys.price(price, Settings.of(Map.of())));
            } catch (IllegalArgumentException e) {
                problems.add(new Problem(place(bound), "`price`: " + e.getMessage()));
                return Optional.empty();
            }
        });
    }

    /// What the list says of a model whose pipeline says nothing.
    private Optional<Price> listed(Raw.Fields model, Provider provider) {
        if (provider.isFree() || model.find("price").isPresent()) {
            return Optional.empty();
        }
        return text(model, "model").flatMap(name -> prices.find(provider.id(), name, text(model, "base-url"), today));
    }

    private static Optional<String> text(Raw.Fields model, String name) {
        return model.find(name)
                .flatMap(field ->
                        field.raw() instanceof Raw.Scalar scalar ? Optional.of(scalar.source()) : Optional.empty());
    }

    private static Location place(Bound bound) {
        return Optional.ofNullable(bound.places().get("price")).orElseThrow();
    }

    private void checkPrice(Raw.Field field, Provider provider, Optional<Price> price, Budget budget) {
        if (budget.money().isEmpty()) {
            return;
        }
        String currency = budget.money().get().currency();
        boolean written =
                field.raw() instanceof Raw.Fields fields && fields.find("price").isPresent();
        if (price.isEmpty() && !written && !provider.isFree()) {
            problems.add(new Problem(
                    field.location(),
                    "the model `" + field.name() + "` has no price, so the money budget of "
                            + budget.money().get()
                            + " could not be kept, nor is it on the list of prices; add"
                            + " `price: { input: 0.15, output: 0.60 }` (" + currency + " per million tokens)"));
        }
        if (price.isPresent() && !price.get().currency().equals(currency)) {
            problems.add(new Problem(
                    field.location(),
                    "the model `" + field.name() + "` has its price in "
                            + price.get().currency() + ", but the money budget is in " + currency
                            + "; use one currency"));
        }
    }
}
