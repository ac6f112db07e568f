package dev.seedbed.pipeline;

import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Provider;
import dev.seedbed.api.run.BatchRules;
import dev.seedbed.api.setting.Problem;
import dev.seedbed.api.setting.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the switch `batch` of a model: a flag, or how its batches are to be.
record BatchBinding(Catalogue catalogue, Path directory, List<Problem> problems) {
    Optional<BatchRules> bind(String alias, String provider, Endpoint endpoint, Raw.Fields model) {
        Optional<Raw> raw = model.find("batch").map(Raw.Field::raw);
        if (raw.isEmpty() || isOff(raw.get())) {
            return Optional.empty();
        }
        Optional<BatchRules> rules = rules(alias, raw.get());
        if (rules.isPresent() && !endpoint.capabilities().contains(Capability.BATCH)) {
            problems.add(new Problem(
                    raw.get().location(),
                    "the model `" + alias + "` has `batch`, but its endpoint (provider `" + provider
                            + "`) takes no batches; leave `batch` out, or use one of " + Shown.names(providers())));
            return Optional.empty();
        }
        return rules;
    }

    private static boolean isOff(Raw raw) {
        return raw instanceof Raw.Scalar scalar && (scalar.value() == null || Boolean.FALSE.equals(scalar.value()));
    }

    private Optional<BatchRules> rules(String alias, Raw raw) {
        if (raw instanceof Raw.Scalar scalar && Boolean.TRUE.equals(scalar.value())) {
            return Optional.of(BatchRules.USUAL);
        }
        if (!(raw instanceof Raw.Fields fields)) {
            problems.add(new Problem(
                    raw.location(),
                    "`batch` of the model `" + alias + "` is " + Shown.value(raw)
                            + ", but must be `true`, `false` or a map such as `{ most-requests: 5000 }`"));
            return Optional.empty();
        }
        SettingsBinding.Bound bound = new SettingsBinding(Scope.outside(alias, directory), problems)
                .bind("`batch` of the model `" + alias + "`", PipelineKeys.ofBatches(), fields, Map.of());
        Settings settings = bound.settings();
        return bound.whole()
                ? Optional.of(new BatchRules(
                        Math.toIntExact(settings.get(PipelineKeys.MOST_REQUESTS)),
                        settings.get(PipelineKeys.GATHER),
                        settings.get(PipelineKeys.POLL)))
                : Optional.empty();
    }

    private List<String> providers() {
        return catalogue.providerIds().stream()
                .filter(id -> catalogue.provider(id).stream()
                        .map(Provider::offers)
                        .flatMap(List::stream)
                        .anyMatch(offer -> offer.can().contains(Capability.BATCH)))
                .toList();
    }
}
