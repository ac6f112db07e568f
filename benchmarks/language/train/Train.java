package dev.seedbed.text.language;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/// Learns the model of one group of languages after the other and writes them.
///
/// Arguments: folder of texts, folder of word lists, lingua's jar, file to write, groups by name.
public final class Train {
    static final Map<String, String> GROUPS = new java.util.LinkedHashMap<>();
    static {
        GROUPS.put("LATIN", "af sq ast az eu bs br ca ceb hr cs da nl en eo et fo tl fi fr fy gl de gn ht ha haw hmn hu is ig id ga it jv ku rw la lv lt lb lg mg ms mt mi nb nn ny nso oc om pl pt qu ro gd sn sk sl so st es su sw sv ss tn ts tr tk uz vi ve cy wo xh yo zu co sc sm rm ln sr");
        GROUPS.put("CYRILLIC", "be bg kk ky mk mn ru sr tg tt uk ba cv uz az");
        GROUPS.put("ARABIC", "ar fa ur ps sd ug ckb");
        GROUPS.put("DEVANAGARI", "hi mr ne sa");
        GROUPS.put("BENGALI", "bn as");
        GROUPS.put("HEBREW", "he yi");
        GROUPS.put("ETHIOPIC", "am ti");
        GROUPS.put("TIBETAN", "bo dz");
        GROUPS.put("HAN", "zh ja");
    }

    /// Twice as often among the samples: in doubt, a text is in one of these.
    static final java.util.Set<String> LARGE = java.util.Set.of("en es fr de it pt ru zh ja ko ar hi tr vi pl nl id fa uk sv cs ro hu hr".split(" "));

    record Trained(String group, String[] codes, int[] keys, float[] rows) {}

    public static void main(String[] arguments) throws Exception {
        Path texts = Path.of(arguments[0]);
        Path words = Path.of(arguments[1]);
        Path lingua = Path.of(arguments[2]);
        Path out = Path.of(arguments[3]);
        List<String> groups = arguments.length > 4 ? List.of(arguments[4].split(",")) : List.copyOf(GROUPS.keySet());
        List<Trained> all = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (String group : groups) {
            all.add(train(group, texts, words, lingua));
        }
        for (Trained one : all) {
            try (DataOutputStream data = new DataOutputStream(new java.io.BufferedOutputStream(Files.newOutputStream(Path.of(out + "." + one.group()))))) {
                data.writeUTF(one.group());
                data.writeUTF(String.join(" ", one.codes()));
                data.writeInt(one.keys().length);
                for (int key : one.keys()) data.writeInt(key);
                for (float f : one.rows()) data.writeFloat(f);
            }
        }
    }

    static final int SAMPLES_TO_COUNT = 30_000;

    static Trained train(String group, Path texts, Path words, Path lingua) throws Exception {
        String[] codes = GROUPS.get(group).split(" ");
        int width = codes.length;
        Material[] materials = new Material[width];
        int features = group.equals("LATIN") ? Integer.getInteger("features", 400_000) : Math.min(60_000, 12_000 * width);
        if (group.equals("CYRILLIC")) features = 120_000;
        IntStream.range(0, width).parallel().forEach(i -> {
            try {
                materials[i] = new Material(codes[i], texts, words, lingua);
                if (group.equals("LATIN") && codes[i].equals("sr")) materials[i].transliterate();
                else if (!group.equals("HAN")) materials[i].only(Writing.valueOf(group));
            } catch (java.io.IOException e) { throw new java.io.UncheckedIOException(e); }
        });
        Map<Integer, float[]> stats = new HashMap<>();
        for (int i = 0; i < width; i++) {
            count(materials[i], width, stats, 17 + i);
        }
        record Ranked(int key, double information) {}
        List<Ranked> ranked = new ArrayList<>(stats.size());
        stats.forEach((key, s) -> ranked.add(new Ranked(key, s[1] - s[0] * Math.log(s[0] / width))));
        ranked.sort((a, b) -> a.information != b.information ? Double.compare(b.information, a.information) : Integer.compare(a.key, b.key));
        int[] keys = ranked.stream().limit(features).mapToInt(Ranked::key).sorted().toArray();
        System.err.println(group + ": " + stats.size() + " features seen, " + keys.length + " kept");
        stats.clear();
        float[] rows = learn(materials, keys, width);
        return new Trained(group, codes, keys, rows);
    }

    private static void count(Material material, int width, Map<Integer, float[]> stats, int seed) {
        Random random = new Random(seed);
        Grams grams = new Grams();
        Map<Integer, int[]> counts = new HashMap<>();
        long total = 0;
        for (int i = 0; i < SAMPLES_TO_COUNT; i++) {
            material.sample(grams, random);
            for (int k = 0; k < grams.count(); k++) {
                counts.computeIfAbsent(grams.keys()[k], _ -> new int[1])[0]++;
            }
            total += grams.count();
        }
        double all = total;
        counts.forEach((key, n) -> {
            if (n[0] >= 5) {
                float[] s = stats.computeIfAbsent(key, _ -> new float[2]);
                double p = n[0] / all;
                s[0] += (float) p;
                s[1] += (float) (p * Math.log(p));
            }
        });
    }

    private static float[] learn(Material[] materials, int[] keys, int width) {
        Map<Integer, Integer> dummy = null;
        int mask = Integer.highestOneBit(keys.length * 4) - 1;
        int[] slots = new int[mask + 1];
        int[] index = new int[mask + 1];
        for (int i = 0; i < keys.length; i++) {
            int at = keys[i] & mask;
            while (slots[at] != 0) at = (at + 1) & mask;
            slots[at] = keys[i];
            index[at] = i;
        }
        float[] rows = new float[keys.length * width];
        float[] squares = new float[keys.length];
        Grams grams = new Grams();
        Random random = new Random(4711);
        int perLanguage = Integer.getInteger("samples", 40_000);
        float dropout = 0.3f;
        float rate = 0.5f;
        int[] found = new int[8192];
        float[] scores = new float[width];
        long steps = (long) perLanguage * width;
        int right = 0;
        int[] order = IntStream.concat(
                        IntStream.range(0, width).flatMap(i -> IntStream.of(i, i)).filter(new RareOnce(materials)),
                        IntStream.range(0, width).filter(i -> LARGE.contains(materials[i].code)).flatMap(i -> IntStream.of(i, i)))
                .toArray();
        double loss = 0;
        for (long step = 0; step < steps; step++) {
            if (step % order.length == 0) shuffle(order, random);
            int truth = order[(int) (step % order.length)];
            materials[truth].sample(grams, random);
            int n = 0;
            float keep = 1 - dropout * random.nextFloat() * 1.5f;
            for (int k = 0; k < grams.count() && n < found.length; k++) {
                int key = grams.keys()[k];
                int at = key & mask;
                while (slots[at] != 0 && slots[at] != key) at = (at + 1) & mask;
                if (slots[at] == key && random.nextFloat() < keep) found[n++] = index[at];
            }
            if (n < 3) continue;
            Arrays.fill(scores, 0);
            for (int k = 0; k < n; k++) {
                int row = found[k] * width;
                for (int l = 0; l < width; l++) scores[l] += rows[row + l];
            }
            float scale = scale(n);
            float most = Float.NEGATIVE_INFINITY;
            int best = 0;
            for (int l = 0; l < width; l++) {
                scores[l] *= scale;
                if (scores[l] > most) { most = scores[l]; best = l; }
            }
            if (best == truth) right++;
            float sum = 0;
            for (int l = 0; l < width; l++) { scores[l] = (float) Math.exp(scores[l] - most); sum += scores[l]; }
            for (int l = 0; l < width; l++) scores[l] /= sum;
            loss -= Math.log(Math.max(1e-9, scores[truth]));
            scores[truth] -= 1;
            float norm = 0;
            for (int l = 0; l < width; l++) norm += scores[l] * scores[l];
            float decay = rate * (1 - 0.95f * step / steps);
            if (norm > 1e-7f) {
                for (int k = 0; k < n; k++) {
                    float gain = squares[found[k]] += norm * scale * scale;
                    float by = decay * scale / (float) Math.sqrt(gain + 1e-4f);
                    int row = found[k] * width;
                    for (int l = 0; l < width; l++) rows[row + l] -= by * scores[l];
                }
            }
            if (step % (steps / 10) == steps / 10 - 1) {
                System.err.printf("%d%%: right %.4f loss %.4f%n", step * 100 / steps, right / (double) (steps / 10), loss / (steps / 10));
                right = 0;
                loss = 0;
            }
        }
        return rows;
    }

    /// Serbian in Latin letters takes part half as often as others.
    private static final class RareOnce implements java.util.function.IntPredicate {
        private final Material[] materials;
        private boolean seen;

        RareOnce(Material[] materials) {
            this.materials = materials;
        }

        @Override
        public boolean test(int i) {
            boolean rare = materials[i].rare;
            boolean take = !rare || !seen;
            seen |= rare;
            return take;
        }
    }

    static float scale(int n) {
        return (float) (1 / Math.sqrt(n));
    }

    private static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int t = order[i]; order[i] = order[j]; order[j] = t;
        }
    }
}
