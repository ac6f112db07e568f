package dev.seedbed.model.local;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.setting.Settings;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The real default model, fetched once into the machine's cache. A test that needs it is skipped where it
/// cannot be had.
final class RealModel {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static @Nullable ModelFile file;

    private RealModel() {}

    static ModelFile file() {
        LOCK.lock();
        try {
            if (file == null) {
                file = new ModelFiles(System.getenv(), PullListener.SILENT)
                        .pull(KnownModel.SMOLLM2_135M_INSTRUCT.name());
            }
            return file;
        } catch (SeedbedException e) {
            return abort("the local model is not to be had here: " + e.getMessage());
        } finally {
            LOCK.unlock();
        }
    }

    static LocalEndpoint open(Map<String, Object> settings) {
        file();
        return new LocalProvider().openLocal(Settings.of(settings), System.getenv());
    }
}
