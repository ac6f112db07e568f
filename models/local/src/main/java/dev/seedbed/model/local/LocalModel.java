package dev.seedbed.model.local;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.ChatTemplate;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Which model an endpoint answers with, by name or path, and what its file says once it has been looked at.
/// Thread-safe.
final class LocalModel {
    private final ModelFiles files;
    private final String name;
    private final @Nullable Path path;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable ModelFile file;
    private volatile @Nullable GgufFile gguf;
    private volatile @Nullable ChatTemplate template;

    /// @param path any GGUF file; without it the known model of this name is meant
    LocalModel(ModelFiles files, String name, @Nullable Path path) {
        this.files = files;
        this.name = name;
        this.path = path;
    }

    /// The file, fetched if need be.
    ///
    /// @throws SeedbedException if it is neither here nor to be had
    ModelFile file() {
        ModelFile known = file;
        if (known != null) {
            return known;
        }
        lock.lock();
        try {
            ModelFile meanwhile = file;
            if (meanwhile == null) {
                meanwhile = path == null ? files.pull(name) : files.at(path);
                file = meanwhile;
            }
            return meanwhile;
        } finally {
            lock.unlock();
        }
    }

    GgufFile gguf() {
        GgufFile known = gguf;
        if (known == null) {
            known = GgufFile.read(file().path());
            gguf = known;
        }
        return known;
    }

    /// @throws SeedbedException if the file has none
    ChatTemplate chatTemplate() {
        ChatTemplate known = template;
        if (known == null) {
            GgufFile read = gguf();
            String text = read.chatTemplate()
                    .orElseThrow(() -> new SeedbedException(
                            ErrorKind.WRONG_INPUT,
                            "the model file " + file().path() + " has no chat template, so it can only continue raw"
                                    + " text; take an instruct model for conversations"));
            known = new JinjaChatTemplate(
                    text, read.bos().orElse(""), read.eos().orElse(""));
            template = known;
        }
        return known;
    }

    /// What the child is told.
    Data load(LocalOptions options) {
        Data load = Data.of("path", file().path().toAbsolutePath().toString())
                .with("library", NativeLibrary.folder(files.cache()).toString())
                .with("slots", options.slots())
                .with("context", options.context());
        return options.threads().isPresent()
                ? load.with("threads", options.threads().getAsInt())
                : load;
    }
}
