package dev.seedbed.publish;

import dev.seedbed.api.run.Output;
import java.nio.file.Path;
import java.util.List;

/// The data set as it is, so that it can be named.
final class JsonlOutput implements Output {
    @Override
    public List<Path> write(FinishedRun run) {
        return List.of(run.dataset());
    }
}
