package dev.seedbed.recipes.harness;

import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.ChatTemplate;
import dev.seedbed.api.model.Model;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// A model that steps can see; what it says is said by [FakeWork].
public record FakeModel(String alias, Set<Capability> capabilities, Supplier<Optional<ChatTemplate>> template)
        implements Model {
    public static FakeModel able(String alias, Capability... capabilities) {
        return new FakeModel(alias, Set.of(capabilities), Optional::empty);
    }

    public FakeModel with(ChatTemplate newTemplate) {
        return new FakeModel(alias, capabilities, () -> Optional.of(newTemplate));
    }

    @Override
    public Optional<ChatTemplate> chatTemplate() {
        return template.get();
    }
}
