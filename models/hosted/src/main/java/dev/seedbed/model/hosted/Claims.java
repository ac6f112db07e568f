package dev.seedbed.model.hosted;

import dev.seedbed.api.Json;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.model.http.SamplingNames;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The settings that these providers share: which model, what it can do, and what else is sent.
///
/// @param offered what the provider can be made to do
record Claims(List<Capability> offered) {
    static final Parameter<String> MODEL = Parameter.text("model", "The model's name, as the provider knows it.")
            .required();
    static final Parameter<Map<String, Object>> EXTRA = Parameter.mapOf(
                    "extra", new Kind.AnyValue(), "Further fields of each request's body.")
            .defaultsTo(Map.of());

    Parameter<List<String>> parameter() {
        return Parameter.listOf(
                "capabilities",
                new Kind.Choice(offered.stream().map(Claims::word).toList()),
                "What the model can do, where it is not what is known of its name.");
    }

    /// What the pipeline says, else what is usual.
    Set<Capability> of(Settings settings, Set<Capability> usual) {
        Optional<List<String>> named = settings.find(parameter());
        if (named.isEmpty()) {
            return usual;
        }
        Set<Capability> claimed = EnumSet.noneOf(Capability.class);
        offered.stream().filter(each -> named.get().contains(word(each))).forEach(claimed::add);
        return claimed;
    }

    /// The provider takes batches of every model's requests.
    static Set<Capability> withBatches(Set<Capability> capabilities) {
        Set<Capability> all = EnumSet.of(Capability.BATCH);
        all.addAll(capabilities);
        return all;
    }

    private static String word(Capability capability) {
        return capability.name().toLowerCase(Locale.ROOT);
    }

    /// Provider and model, and what makes its answers others than the model's usual ones.
    static String identity(String provider, Settings settings) {
        StringBuilder identity = new StringBuilder(provider).append(':').append(settings.get(MODEL));
        if (!settings.get(EXTRA).isEmpty()) {
            identity.append(" with ").append(Json.canonical(settings.get(EXTRA)));
        }
        List<String> leftOut = settings.get(SamplingNames.LEAVE_OUT);
        if (!leftOut.isEmpty()) {
            identity.append(" without ").append(leftOut.stream().sorted().collect(Collectors.joining(",")));
        }
        return identity.toString();
    }
}
