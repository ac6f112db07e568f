package dev.seedbed.model.embedding;

import ai.onnxruntime.OrtException;
import dev.seedbed.api.model.TextLabels;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A classifier of the BERT family, loaded.
///
/// A text is `[CLS]`, its tokens and `[SEP]`. One that is too long for the model is looked at in windows that
/// overlap by a quarter, and each label's score is the highest of any window: nothing is cut off, and what is
/// bad counts wherever it stands. Thread-safe.
final class Classifier implements NativeModel.Loaded {
    private final ClassifierFiles files;
    private final WordPieces pieces;
    private final OnnxGraph graph;
    private final int cls;
    private final int sep;

    /// What is said of a text.
    ///
    /// @param tokens that were looked at, those around each window included
    record Labelled(TextLabels labels, int tokens) {}

    private Classifier(ClassifierFiles files, OnnxGraph graph) {
        this.files = files;
        this.graph = graph;
        this.pieces = new WordPieces(files.vocabulary(), files.rules());
        this.cls = number(files, ClassifierFiles.CLS);
        this.sep = number(files, ClassifierFiles.SEP);
    }

    private static int number(ClassifierFiles files, String piece) {
        Integer number = files.vocabulary().get(piece);
        if (number == null) {
            throw new IllegalArgumentException("the vocabulary has no " + piece);
        }
        return number;
    }

    static Classifier load(ClassifierFiles files) throws IOException, OrtException {
        return new Classifier(files, OnnxGraph.read(files.weights().toString()));
    }

    Labelled label(String text) throws OrtException, IOException, InterruptedException {
        int[] ids = pieces.tokens(text);
        int room = files.window() - 2;
        int step = Math.max(1, room - room / 4);
        double[] highest = new double[files.labels().size()];
        int tokens = 0;
        int parts = 0;
        for (int from = 0; parts == 0 || from + room - step < ids.length; from += step) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            int[] part = Arrays.copyOfRange(ids, from, Math.min(ids.length, from + room));
            double[] scores = scores(part);
            for (int i = 0; i < scores.length; i++) {
                highest[i] = Math.max(highest[i], scores[i]);
            }
            tokens += part.length + 2;
            parts++;
        }
        return new Labelled(new TextLabels(named(highest), parts), tokens);
    }

    private Map<String, Double> named(double[] scores) {
        Map<String, Double> named = new LinkedHashMap<>();
        List<String> labels = files.labels();
        for (int i = 0; i < scores.length; i++) {
            named.put(labels.get(i), Math.round(scores[i] * 1e6) / 1e6);
        }
        return named;
    }

    private double[] scores(int[] part) throws OrtException, IOException {
        long[] ids = new long[part.length + 2];
        ids[0] = cls;
        for (int i = 0; i < part.length; i++) {
            ids[i + 1] = part[i];
        }
        ids[ids.length - 1] = sep;
        OnnxGraph.Output output = graph.run(ids);
        int labels = files.labels().size();
        if (output.shape().length != 2 || output.width() != labels) {
            throw new IOException("its graph gives numbers of the shape " + Arrays.toString(output.shape())
                    + " for a text, but config.json names " + labels + " labels of whole texts, so it must be [1, "
                    + labels + "]; is it a classifier of texts, and are both files of one model?");
        }
        for (int i = 0; i < labels; i++) {
            // No score may come of it: it would be 0 or 1 by accident, and let pass what must not.
            if (!Float.isFinite(output.numbers()[i])) {
                throw new IOException("its graph gives no numbers for a text: " + output.numbers()[i]
                        + " for the label '" + files.labels().get(i)
                        + "', where every one must be finite; was it damaged, or made smaller by too much? Export it"
                        + " again, with weights of 32 bits");
            }
        }
        return files.alone() ? alone(output.numbers()) : together(output.numbers());
    }

    private static double[] alone(float[] numbers) {
        double[] scores = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            scores[i] = 1 / (1 + Math.exp(-numbers[i]));
        }
        return scores;
    }

    private static double[] together(float[] numbers) {
        double most = Double.NEGATIVE_INFINITY;
        for (float number : numbers) {
            most = Math.max(most, number);
        }
        double[] scores = new double[numbers.length];
        double sum = 0;
        for (int i = 0; i < numbers.length; i++) {
            scores[i] = Math.exp(numbers[i] - most);
            sum += scores[i];
        }
        for (int i = 0; i < scores.length; i++) {
            scores[i] /= sum;
        }
        return scores;
    }

    @Override
    public void close() throws OrtException {
        graph.close();
    }
}
