package dev.seedbed.text.language;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipFile;

/// What one language is learned from: strings of real text, words with a likelihood, and runs of five letters with
/// theirs. Makes samples of them.
final class Material {
    private static final Map<String, List<String>> TESSERACT = Map.ofEntries(
            Map.entry("uz", List.of("uzb", "uzb_cyrl")), Map.entry("az", List.of("aze", "aze_cyrl")),
            Map.entry("sr", List.of("srp", "srp_latn")), Map.entry("nb", List.of("nor")), Map.entry("nn", List.of("nor")),
            Map.entry("ku", List.of("kmr")), Map.entry("ga", List.of("gle")), Map.entry("gd", List.of("gla")),
            Map.entry("sw", List.of("swa")), Map.entry("tl", List.of("fil")), Map.entry("zh", List.of("chi_sim", "chi_tra")),
            Map.entry("ms", List.of("msa")), Map.entry("fa", List.of("fas")), Map.entry("sq", List.of("sqi")));

    final String code;
    private final boolean western;
    private final List<char[]> texts = new ArrayList<>();
    private float[] textWeights = {};
    private final List<char[]> words = new ArrayList<>();
    private float[] wordWeights = {};
    private final List<char[]> runs = new ArrayList<>();
    private float[] runWeights = {};
    boolean model;
    boolean rare;

    Material(String code, Path texts, Path wordLists, Path lingua) throws IOException {
        this.code = code;
        this.western = !code.equals("ja") && !code.equals("zh");
        Map<String, Float> real = new HashMap<>();
        readTexts(texts.resolve(code + ".txt"), real);
        Conditional conditional = new Conditional();
        model = readModel(lingua, conditional);
        if (!model) {
            conditional.learn(real);
        }
        readWords(wordLists, real, conditional);
        System.err.printf("%s: %d texts, %d words, %d runs%n", code, this.texts.size(), words.size(), runs.size());
    }

    private void readTexts(Path file, Map<String, Float> real) throws IOException {
        List<Float> weights = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            int tab = line.indexOf('\t');
            String source = line.substring(0, tab);
            String text = line.substring(tab + 1);
            if (code.equals("ja")) {
                text = text.replaceAll("[\\p{IsHiragana}\\p{IsKatakana}]+", " ");
            }
            if (text.length() < 3) {
                continue;
            }
            float weight = switch (source) {
                case "udhr" -> 20;
                case "wesnoth" -> 4;
                case "cldr", "iso-codes" -> 0.3f;
                default -> 1;
            };
            texts.add(text.toCharArray());
            weights.add(weight * Math.min(text.length(), 200) / 50f);
            for (String word : text.split("[^\\p{L}\\p{M}]+")) {
                if (!word.isEmpty()) {
                    real.merge(word.toLowerCase(java.util.Locale.ROOT), Math.min(weight, 4), Float::sum);
                }
            }
        }
        textWeights = cumulate(weights);
    }

    private boolean readModel(Path lingua, Conditional conditional) throws IOException {
        try (ZipFile zip = new ZipFile(lingua.toFile())) {
            if (zip.getEntry("language-models/" + code + "/fivegrams.json") == null) {
                return false;
            }
            List<Float> weights = new ArrayList<>();
            String[] names = {"unigrams", "bigrams", "trigrams", "quadrigrams", "fivegrams"};
            for (int order = 1; order <= 5; order++) {
                try (InputStream in = zip.getInputStream(zip.getEntry("language-models/" + code + "/" + names[order - 1] + ".json"))) {
                    String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    conditional.read(json.substring(json.indexOf("\"ngrams\"") + 10), order);
                }
            }
            conditional.runs(runs, weights);
            runWeights = cumulate(weights);
            return true;
        }
    }

    private void readWords(Path folder, Map<String, Float> real, Conditional conditional) throws IOException {
        Map<String, Float> all = new HashMap<>();
        double realSum = real.values().stream().mapToDouble(f -> f).sum();
        List<String> lists = TESSERACT.getOrDefault(code, List.of(iso3(code)));
        Map<String, Float> listed = new HashMap<>();
        for (String list : lists) {
            Path file = folder.resolve(list + ".words");
            if (!Files.exists(file)) {
                continue;
            }
            for (String word : Files.readAllLines(file)) {
                if (word.length() < 2 || word.length() > 20 || !word.codePoints().allMatch(c -> Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK || Character.getType(c) == Character.COMBINING_SPACING_MARK)) {
                    continue;
                }
                String folded = word.toLowerCase(java.util.Locale.ROOT);
                if (code.equals("ja")) { folded = folded.replaceAll("[\\p{IsHiragana}\\p{IsKatakana}]+", ""); if (folded.isEmpty()) continue; }
                listed.put(folded, (float) conditional.probability(folded));
            }
        }
        for (String word : real.keySet()) {
            if (model) {
                listed.putIfAbsent(word, (float) conditional.probability(word));
            }
        }
        double listSum = listed.values().stream().mapToDouble(f -> f).sum();
        double share = listed.size() < 500 ? 0 : model ? 0.7 : 0.5;
        real.forEach((word, count) -> all.merge(word, (float) ((1 - share) * count / realSum), Float::sum));
        if (share > 0) {
            listed.forEach((word, p) -> all.merge(word, (float) (share * p / listSum), Float::sum));
        }
        List<Float> weights = new ArrayList<>();
        all.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(e -> {
            words.add(e.getKey().toCharArray());
            weights.add((float) Math.pow(e.getValue(), 0.9));
        });
        wordWeights = cumulate(weights);
    }

    private static String iso3(String code) {
        return switch (code) {
            case "de" -> "deu"; case "fr" -> "fra"; case "nl" -> "nld"; case "cs" -> "ces"; case "el" -> "ell";
            case "ro" -> "ron"; case "sk" -> "slk"; case "is" -> "isl"; case "mk" -> "mkd"; case "mi" -> "mri";
            case "my" -> "mya"; case "cy" -> "cym"; case "eu" -> "eus"; case "hy" -> "hye"; case "ka" -> "kat";
            case "bo" -> "bod";
            default -> code.length() == 3 ? code : java.util.Locale.of(code).getISO3Language();
        };
    }

    private static float[] cumulate(List<Float> weights) {
        float[] sums = new float[weights.size()];
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += weights.get(i);
            sums[i] = (float) sum;
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= (float) sum;
        }
        return sums;
    }

    /// Many write without accents.
    private static char[] plain(char[] text, int from, int to) {
        return java.text.Normalizer.normalize(new String(text, from, to - from), java.text.Normalizer.Form.NFD)
                .replaceAll("[\\u0300-\\u036F]", "").toCharArray();
    }

    private static char[] pick(List<char[]> from, float[] sums, Random random) {
        int at = Arrays.binarySearch(sums, random.nextFloat());
        return from.get(Math.min(from.size() - 1, at < 0 ? -at - 1 : at));
    }

    /// Leaves only what is written so.
    void only(Writing writing) {
        textWeights = keep(texts, textWeights, writing);
        wordWeights = keep(words, wordWeights, writing);
        runWeights = keep(runs, runWeights, writing);
    }

    private static float[] keep(List<char[]> list, float[] sums, Writing writing) {
        List<char[]> kept = new ArrayList<>();
        List<Float> weights = new ArrayList<>();
        for (int i = 0; i < sums.length; i++) {
            int of = 0;
            int other = 0;
            for (char c : list.get(i)) {
                if (Letters.fold(c) != 0 && Letters.writing(c) != 0) {
                    if (Letters.writing(c) == writing.ordinal()) of++; else other++;
                }
            }
            if (of > 3 * other) {
                kept.add(list.get(i));
                weights.add(sums[i] - (i == 0 ? 0 : sums[i - 1]));
            }
        }
        list.clear();
        list.addAll(kept);
        return cumulate(weights);
    }

    private static final String CYRILLIC = "абвгдђежзијклљмнњопрстћуфхцчџш";
    private static final String[] LATIN = ("a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š").split(" ");

    /// Serbian in Latin letters is that in Cyrillic ones, letter by letter: the lists in Latin letters hold Croatian too.
    void transliterate() {
        only(Writing.CYRILLIC);
        rare = true;
        for (List<char[]> list : List.of(texts, words, runs)) {
            list.replaceAll(Material::latin);
        }
    }

    private static char[] latin(char[] text) {
        StringBuilder built = new StringBuilder();
        for (char c : text) {
            int at = CYRILLIC.indexOf(Character.toLowerCase(c));
            built.append(at < 0 ? String.valueOf(c) : LATIN[at]);
        }
        return built.toString().toCharArray();
    }

    /// A sample's features into `grams`.
    void sample(Grams grams, Random random) {
        float kind = random.nextFloat();
        float real = texts.size() > 3000 ? 0.45f : 0.3f;
        if (!texts.isEmpty() && (kind < real || words.size() < 200)) {
            char[] text = pick(texts, textWeights, random);
            int from = 0;
            int to = text.length;
            int limit = 20 + random.nextInt(120);
            if (to > limit) {
                from = random.nextInt(to - limit + 1);
                if (western) {
                    while (from > 0 && text[from - 1] != ' ') from--;
                }
                to = Math.min(text.length, from + limit);
                while (western && to < text.length && text[to] != ' ') to++;
            }
            if (random.nextInt(12) == 0 && Letters.writing('a') == Letters.writing(text[from])) {
                text = plain(text, from, to);
                from = 0;
                to = text.length;
            }
            grams.read(text, from, to);
        } else if (runs.isEmpty() || kind < (words.size() > 30_000 ? 0.9f : 0.75f)) {
            int number = 3 + random.nextInt(15);
            StringBuilder built = new StringBuilder();
            for (int i = 0; i < number; i++) {
                built.append(pick(words, wordWeights, random));
                if (western) built.append(' ');
            }
            char[] text = built.toString().toCharArray();
            grams.read(text, 0, text.length);
        } else {
            int number = 5 + random.nextInt(20);
            grams.clear();
            for (int i = 0; i < number; i++) {
                char[] run = pick(runs, runWeights, random);
                grams.add(run, 0, run.length);
            }
        }
    }

    /// Letters' probabilities after up to four others.
    static final class Conditional {
        private final Map<String, Float> table = new HashMap<>(1 << 20);

        void read(String json, int order) {
            int at = 0;
            while ((at = json.indexOf('"', at)) >= 0) {
                int end = json.indexOf('"', at + 1);
                String fraction = json.substring(at + 1, end);
                int slash = fraction.indexOf('/');
                if (slash < 0) break;
                float p = Float.parseFloat(fraction.substring(0, slash)) / Float.parseFloat(fraction.substring(slash + 1));
                int open = json.indexOf('"', end + 1);
                int close = json.indexOf('"', open + 1);
                for (String gram : json.substring(open + 1, close).split(" ")) {
                    if (gram.length() == order) table.put(gram, p);
                }
                at = close + 1;
            }
        }

        void learn(Map<String, Float> real) {
            Map<String, Float> counts = new HashMap<>();
            real.forEach((word, n) -> {
                for (int i = 0; i < word.length(); i++) {
                    for (int k = 0; k <= 5 && i + k <= word.length(); k++) {
                        counts.merge(word.substring(i, i + k), n, Float::sum);
                    }
                }
            });
            counts.forEach((gram, n) -> {
                if (!gram.isEmpty()) table.put(gram, n / counts.get(gram.substring(0, gram.length() - 1)));
            });
        }

        double probability(String word) {
            double p = 1;
            for (int i = 0; i < word.length(); i++) {
                double penalty = 1;
                Float found = null;
                for (int k = Math.max(0, i - 4); k <= i && found == null; k++) {
                    found = table.get(word.substring(k, i + 1));
                    if (found == null) penalty *= 0.3;
                }
                p *= found == null ? 1e-6 : found * penalty;
            }
            return Math.max(p, 1e-12);
        }

        void runs(List<char[]> runs, List<Float> weights) {
            table.keySet().stream().filter(g -> g.length() == 5).sorted().forEach(g -> {
                double p = 1;
                for (int i = 0; i < 5; i++) {
                    p *= table.getOrDefault(g.substring(0, i + 1), 1e-7f);
                }
                runs.add(g.toCharArray());
                weights.add((float) p);
            });
        }
    }
}
