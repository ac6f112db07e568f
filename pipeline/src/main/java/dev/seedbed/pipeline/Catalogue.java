package dev.seedbed.pipeline;

import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Provider;
import dev.seedbed.api.run.OutputType;
import dev.seedbed.api.step.StepType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The types of step, the providers of models and the types of output that pipelines can name. Grammar, checks,
/// JSON Schema and reference pages all come from it. Immutable.
public final class Catalogue {
    private final Map<String, StepType> steps;
    private final Map<String, Provider> providers;
    private final Map<String, OutputType> outputs;

    /// A catalogue in this order, which is that of the reference.
    ///
    /// @throws IllegalArgumentException if two of a kind have the same id, or a step is named `filter`
    public Catalogue(List<StepType> steps, List<? extends Provider> providers, List<OutputType> outputs) {
        this.steps = byId(steps, StepType::id);
        this.providers = byId(providers, Provider::id);
        this.outputs = byId(outputs, OutputType::id);
        if (this.steps.containsKey(StepEntries.FILTER)) {
            throw new IllegalArgumentException("no step may be named 'filter', which stands for a list of gates");
        }
    }

    private static <T> Map<String, T> byId(List<? extends T> all, Function<T, String> id) {
        Map<String, T> byId = new LinkedHashMap<>();
        for (T each : all) {
            if (byId.put(id.apply(each), each) != null) {
                throw new IllegalArgumentException("'" + id.apply(each) + "' is registered twice");
            }
        }
        return Collections.unmodifiableMap(byId);
    }

    public List<StepType> steps() {
        return List.copyOf(steps.values());
    }

    public List<Provider> providers() {
        return List.copyOf(providers.values());
    }

    public List<OutputType> outputs() {
        return List.copyOf(outputs.values());
    }

    public Optional<StepType> step(String id) {
        return Optional.ofNullable(steps.get(id));
    }

    public Optional<Provider> provider(String id) {
        return Optional.ofNullable(providers.get(id));
    }

    public Optional<OutputType> output(String id) {
        return Optional.ofNullable(outputs.get(id));
    }

    /// Who offers a capability, to be put behind a problem; empty if nobody does.
    String offering(Capability capability) {
        List<String> names = new ArrayList<>();
        for (Provider provider : providers.values()) {
            List<Provider.Offer> offers = provider.offers().stream()
                    .filter(offer -> offer.can().contains(capability))
                    .toList();
            if (!offers.isEmpty()) {
                List<String> kinds = offers.stream().map(Provider.Offer::kind).toList();
                // Those that only embed do not count where words are wanted: nobody would take one for them.
                long comparable = provider.offers().stream()
                        .filter(offer -> offers.contains(offer) || !offer.can().equals(Set.of(Capability.EMBED)))
                        .count();
                boolean all = offers.size() == comparable;
                names.add(provider.id() + (all ? "" : " (" + String.join(", ", kinds) + ")"));
            }
        }
        return names.isEmpty()
                ? ""
                : "; " + KindWords.asOffer(capability) + " is offered by " + String.join(", ", names);
    }

    Set<String> stepIds() {
        return steps.keySet();
    }

    Set<String> providerIds() {
        return providers.keySet();
    }

    Set<String> outputIds() {
        return outputs.keySet();
    }
}
