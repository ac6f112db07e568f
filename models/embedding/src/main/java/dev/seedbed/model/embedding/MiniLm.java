package dev.seedbed.model.embedding;

import ai.onnxruntime.OrtException;
import dev.seedbed.api.Hash;
import dev.seedbed.api.model.EmbeddingReply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/// all-MiniLM-L6-v2 with weights of eight bits, from the jar that carries it, loaded.
///
/// A text is `[CLS]`, its tokens and `[SEP]`; its vector is the mean of the last layer over all of them, of length
/// 1 (the model card's "Usage"). The card cuts a text after 256 tokens; here the rest is read in further parts,
/// and the mean goes over all of them.
///
/// Thread-safe.
final class MiniLm implements NativeModel.Loaded {
    static final int DIMENSIONS = 384;
    static final int LONGEST_PART = 254;

    /// The sha256 of the weights, so that broken ones are found and answers stay comparable.
    static final String SHA256 = "afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1";

    private static final String WEIGHTS = "/all-minilm-l6-v2-q.onnx";
    private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";
    private static final int CLS = 101;
    private static final int SEP = 102;

    private final WordPieces pieces;
    private final OnnxGraph graph;

    /// A text's vector.
    ///
    /// @param tokens of the text, those added around each part included
    @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
    record Embedding(float[] vector, int tokens) {}

    private MiniLm(WordPieces pieces, OnnxGraph graph) {
        this.pieces = pieces;
        this.graph = graph;
    }

    /// @throws IOException if the model is not whole
    /// @throws OrtException if the runtime cannot use it
    /// @throws LinkageError if there is no runtime for this machine
    static MiniLm load() throws IOException, OrtException {
        byte[] weights = resource(WEIGHTS);
        String sha256 = HexFormat.of().formatHex(Hash.sha256().digest(weights));
        if (!sha256.equals(SHA256)) {
            throw new IOException("the model's file has the sha256 " + sha256 + ", but must have " + SHA256);
        }
        WordPieces pieces = new WordPieces(vocabulary());
        return new MiniLm(pieces, OnnxGraph.of(weights));
    }

    static Map<String, Integer> vocabulary() throws IOException {
        return WordPieces.vocabularyOf(new String(resource(TOKENIZER), StandardCharsets.UTF_8));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = MiniLm.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the model's file " + name + " is not on the class path");
            }
            return in.readAllBytes();
        }
    }

    /// The vector of a text.
    ///
    /// @throws InterruptedException between two parts, if the thread is interrupted
    Embedding embed(String text) throws OrtException, InterruptedException {
        int[] ids = pieces.tokens(text);
        double[] sum = new double[DIMENSIONS];
        int tokens = 0;
        int from = 0;
        do {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            int to = Math.min(ids.length, from + LONGEST_PART);
            tokens += add(Arrays.copyOfRange(ids, from, to), sum);
            from = to;
        } while (from < ids.length);
        float[] mean = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            mean[i] = (float) (sum[i] / tokens);
        }
        return new Embedding(EmbeddingReply.ofLengthOne(mean), tokens);
    }

    /// Adds the last layer of a part, token by token.
    ///
    /// @return how many tokens that were
    private int add(int[] part, double[] sum) throws OrtException {
        int length = part.length + 2;
        long[] ids = new long[length];
        ids[0] = CLS;
        for (int i = 0; i < part.length; i++) {
            ids[i + 1] = part[i];
        }
        ids[length - 1] = SEP;
        float[] layer = graph.run(ids).numbers();
        for (int token = 0; token < length; token++) {
            for (int i = 0; i < DIMENSIONS; i++) {
                sum[i] += layer[token * DIMENSIONS + i];
            }
        }
        return length;
    }

    @Override
    public void close() throws OrtException {
        graph.close();
    }
}
