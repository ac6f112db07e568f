package dev.seedbed.text.language;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// The languages that are known, or some of them: tells which one a text is in.
///
/// ```java
/// Languages.all().identify("Hvor er nærmeste stasjon?").language();          // "nb"
/// Languages.of(Set.of("en", "de")).identify("Where is it?").probability();  // 0.99...
/// ```
///
/// **Unknown is an answer** ([Identification#known]): for a text without letters, of marks and numbers mostly, of
/// too few letters, or of letters that no known language has. A text in a language that is not known is not always
/// told from one that is like it: look at the probability.
///
/// Norwegian is `nb` or `nn`; Serbian is `sr` in both its writings; Chinese is `zh` in both of its. A text in several
/// languages has that of most of its letters. Of a long text, the first thousand letters or so decide.
///
/// Immutable, for any number of threads; an [Identifier] is for one, and faster. The same text has the same answer
/// always. The model (`languages.model`, with its sources in `NOTICE.md` beside it) is read when first needed, and not
/// for [#codes].
public final class Languages {
    static final int MOST_OF_A_WRITING = 128;

    /// Fitted so that of the answers given with some probability, about that share is right.
    static final double SHARPNESS = 1.0;

    private static final int[] NOBODY = {};

    private final Map<Writing, Candidates> candidates;
    private final double favour;

    /// The languages of a writing that can be meant.
    ///
    /// @param model null if the writing alone decides
    /// @param indexes of the candidates in the model's codes
    /// @param favoured those of the indexes that are taken to be more frequent
    /// @param only the answer if the writing alone decides
    @SuppressWarnings("ArrayRecordComponent") // read in the innermost loop, never handed out
    record Candidates(@Nullable WritingModel model, int[] indexes, int[] favoured, Identification only) {}

    private Languages(Map<Writing, Candidates> candidates, double favour) {
        this.candidates = candidates;
        this.favour = favour;
    }

    /// All languages.
    public static Languages all() {
        return All.ALL;
    }

    /// Only these.
    ///
    /// @throws IllegalArgumentException if one is not among [#codes]
    public static Languages of(Collection<String> codes) {
        return new Languages(among(known(codes)), 0);
    }

    /// The same, if texts in some languages are taken to be so many times as frequent as texts in each other (a prior
    /// in the sense of Bayes): a language that is close to one of them must have more to say for itself.
    ///
    /// @param codes in place of any that were favoured before
    /// @param times 1 or more, and finite
    /// @throws IllegalArgumentException if a code is not among [#codes]
    public Languages favouring(Collection<String> codes, double times) {
        if (!(times >= 1 && times <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("times is " + times + ", but must be 1 or more, and finite");
        }
        Set<String> favoured = known(codes);
        Map<Writing, Candidates> all = new EnumMap<>(Writing.class);
        candidates.forEach((writing, each) -> {
            WritingModel model = each.model();
            int[] indexes = model == null
                    ? NOBODY
                    : IntStream.of(each.indexes())
                            .filter(i -> favoured.contains(model.codes()[i]))
                            .toArray();
            all.put(writing, new Candidates(model, each.indexes(), indexes, each.only()));
        });
        return new Languages(all, Math.log(times));
    }

    private static Set<String> known(Collection<String> codes) {
        Set<String> unknown = new TreeSet<>(codes);
        unknown.removeAll(codes());
        if (!unknown.isEmpty() || codes.isEmpty()) {
            throw new IllegalArgumentException("no language has the code " + String.join(", ", unknown) + "; there are "
                    + String.join(", ", codes()));
        }
        return Set.copyOf(codes);
    }

    /// The codes of all languages, sorted.
    public static Set<String> codes() {
        return Codes.ALL;
    }

    /// The language of a text.
    public Identification identify(CharSequence text) {
        return identifier().identify(text);
    }

    /// The language of `chars[from..to)`.
    public Identification identify(char[] chars, int from, int to) {
        return identifier().identify(chars, from, to);
    }

    /// For one thread and many texts.
    public Identifier identifier() {
        return new Identifier(this);
    }

    /// What is added to the logarithm of the odds of those that are favoured.
    double favour() {
        return favour;
    }

    Candidates candidates(Writing writing) {
        return Objects.requireNonNull(candidates.get(writing));
    }

    private static Map<Writing, Candidates> among(Set<String> codes) {
        Map<Writing, Candidates> candidates = new EnumMap<>(Writing.class);
        for (Writing writing : Writing.values()) {
            WritingModel model = All.MODELS.get(writing);
            if (model == null) {
                boolean meant = writing.only != null && codes.contains(writing.only);
                candidates.put(
                        writing,
                        new Candidates(
                                null,
                                NOBODY,
                                NOBODY,
                                meant
                                        ? new Identification(Objects.requireNonNull(writing.only), 1, 1)
                                        : Identification.NONE));
            } else {
                int[] indexes = IntStream.range(0, model.codes().length)
                        .filter(i -> codes.contains(model.codes()[i]))
                        .toArray();
                candidates.put(
                        writing,
                        new Candidates(indexes.length == 0 ? null : model, indexes, NOBODY, Identification.NONE));
            }
        }
        return candidates;
    }

    /// The names of the languages alone: whoever lists them need not wait for the model.
    private static final class Codes {
        private static final Set<String> ALL = read();

        private static Set<String> read() {
            Set<String> codes = new TreeSet<>();
            try (InputStream resource =
                    Objects.requireNonNull(Languages.class.getResourceAsStream("languages.codes"), "languages.codes")) {
                codes.addAll(List.of(new String(resource.readAllBytes(), StandardCharsets.US_ASCII)
                        .strip()
                        .split(" ", -1)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            for (Writing writing : Writing.values()) {
                if (writing.only != null) {
                    codes.add(writing.only);
                }
            }
            return Collections.unmodifiableSet(codes);
        }
    }

    /// The codes that the model itself has.
    static Set<String> learned() {
        Set<String> codes = new TreeSet<>();
        All.MODELS.values().forEach(model -> codes.addAll(List.of(model.codes())));
        return codes;
    }

    /// Read when first needed.
    private static final class All {
        private static final Map<Writing, WritingModel> MODELS = read();
        private static final Languages ALL = new Languages(among(Codes.ALL), 0);

        private static Map<Writing, WritingModel> read() {
            Map<Writing, WritingModel> models = new EnumMap<>(Writing.class);
            try (InputStream resource = Objects.requireNonNull(
                            Languages.class.getResourceAsStream("languages.model"), "languages.model");
                    DataInputStream in = new DataInputStream(
                            new BufferedInputStream(new GZIPInputStream(resource, 1 << 16), 1 << 16))) {
                int count = in.readInt();
                for (int i = 0; i < count; i++) {
                    Writing writing = Writing.valueOf(in.readUTF());
                    models.put(writing, WritingModel.read(in));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return models;
        }
    }
}
