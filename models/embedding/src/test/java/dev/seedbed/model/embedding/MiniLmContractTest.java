package dev.seedbed.model.embedding;

import dev.seedbed.api.model.EmbeddingEndpoint;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.testkit.EmbeddingContract;
import java.util.Map;

class MiniLmContractTest extends EmbeddingContract {
    @Override
    protected EmbeddingEndpoint open() {
        return (EmbeddingEndpoint) new MiniLmProvider().open(Settings.of(Map.of()), Map.of());
    }
}
