package dev.seedbed.model.embedding;

import ai.onnxruntime.OnnxTensor;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/// Tells ONNX Runtime where its native library lies, if that is beside its jar, as in Seedbed's distribution.
/// Otherwise it unpacks the one inside its jar into the temporary folder at each start.
final class NativeRuntime {
    /// Read by ONNX Runtime when its first class is initialised ("Loading the shared library", its Java reference).
    private static final String FOLDER = "onnxruntime.native.path";

    private NativeRuntime() {}

    static void find() {
        // Naming the class does not initialise it yet.
        CodeSource source = OnnxTensor.class.getProtectionDomain().getCodeSource();
        if (source == null || System.getProperty(FOLDER) != null) {
            return;
        }
        try {
            Path folder = Path.of(source.getLocation().toURI()).resolveSibling("");
            if (Files.exists(folder.resolve(System.mapLibraryName("onnxruntime")))
                    && Files.exists(folder.resolve(System.mapLibraryName("onnxruntime4j_jni")))) {
                System.setProperty(FOLDER, folder.toString());
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            // Not a file: the library inside the jar is as good.
            return;
        }
    }
}
