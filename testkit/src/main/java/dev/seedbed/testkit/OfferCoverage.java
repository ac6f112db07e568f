package dev.seedbed.testkit;

import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Provider;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whether what providers say their models can do is held by contract suites: each row of the table in the
/// reference by a suite over an endpoint that claims exactly what the row says.
///
/// ```java
/// assertThat(OfferCoverage.unheld(List.of(new HostedContractTest()), providers)).isEmpty();
/// ```
public final class OfferCoverage {
    private OfferCoverage() {}

    /// The offers that no suite holds.
    ///
    /// @param suites tests with contract suites as nested classes that take no arguments
    public static List<String> unheld(List<Object> suites, List<Provider> providers) {
        Map<String, Set<Set<Capability>>> held = new LinkedHashMap<>();
        for (Object suite : suites) {
            for (Class<?> nested : suite.getClass().getDeclaredClasses()) {
                if (!Modifier.isAbstract(nested.getModifiers())) {
                    try (Endpoint endpoint = open(suite, nested)) {
                        String provider = endpoint.identity().replaceFirst(":.*", "");
                        held.computeIfAbsent(provider, _ -> new LinkedHashSet<>())
                                .add(endpoint.capabilities());
                    }
                }
            }
        }
        List<String> unheld = new ArrayList<>();
        for (Provider provider : providers) {
            for (Provider.Offer offer : provider.offers()) {
                if (!held.getOrDefault(provider.id(), Set.of()).contains(offer.can())) {
                    unheld.add((provider.id() + " " + offer.kind()).strip() + ": " + offer.can());
                }
            }
        }
        return unheld;
    }

    private static Endpoint open(Object suite, Class<?> nested) {
        try {
            Constructor<?> constructor = nested.getDeclaredConstructor(suite.getClass());
            constructor.setAccessible(true);
            return switch (constructor.newInstance(suite)) {
                case EndpointContract answers -> answers.open();
                case EmbeddingContract embeds -> embeds.open();
                default -> throw new IllegalArgumentException(nested + " is no contract suite");
            };
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(nested + " cannot be made", e);
        }
    }
}
