package dev.seedbed.text.near;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Prints megabytes a second of the thread's own time, for making profiles and of the whole index, on one
/// thread. Run by hand:
///
/// ```
/// java -cp text/target/classes:text/target/test-classes:... dev.seedbed.text.near.NearTiming 50000
/// ```
///
/// The texts are drawn from 20,000 made-up words, the frequent ones more often; a tenth are near copies of
/// earlier ones, with one word in a hundred changed.
final class NearTiming {
    private static final int ROUNDS = 5;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private NearTiming() {}

    public static void main(String[] arguments) {
        int rows = arguments.length == 0 ? 50_000 : Integer.parseInt(arguments[0]);
        for (int characters : new int[] {2_000, 200}) {
            List<String> texts = texts(new Random(5), rows, characters);
            double megabytes = texts.stream().mapToLong(String::length).sum() / 1e6;
            System.out.printf("%d rows of %d characters, %.0f MB%n", rows, characters, megabytes);
            for (int round = 0; round < ROUNDS; round++) {
                System.out.printf(
                        "  profile %.0f MB/s, index %.0f MB/s%n",
                        megabytes / profiles(texts), megabytes / index(texts, round == ROUNDS - 1));
            }
        }
    }

    private static double profiles(List<String> texts) {
        Profiler profiler = new Profiler(NearSettings.defaults(), CommonShingles.none());
        long start = THREADS.getCurrentThreadCpuTime();
        long sum = 0;
        for (String text : texts) {
            sum += profiler.profile(text).fingerprint();
        }
        return seconds(start) + (sum == 42 ? 1 : 0);
    }

    private static double index(List<String> texts, boolean tell) {
        long start = THREADS.getCurrentThreadCpuTime();
        try (NearIndex index = NearIndex.temporary(NearSettings.defaults(), CommonShingles.none())) {
            Profiler profiler = index.profiler();
            for (int row = 0; row < texts.size(); row++) {
                index.admit(profiler.profile(texts.get(row)), row);
            }
            double seconds = seconds(start);
            if (tell) {
                System.out.printf(
                        "  kept %d, %.1f bytes of heap each%n", index.size(), (double) index.bytes() / index.size());
            }
            return seconds;
        }
    }

    private static double seconds(long start) {
        return (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
    }

    private static List<String> texts(Random random, int count, int characters) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            StringBuilder word = new StringBuilder();
            for (int letters = 2 + random.nextInt(9); letters > 0; letters--) {
                word.append((char) ('a' + random.nextInt(26)));
            }
            words.add(word.toString());
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (i > 10 && random.nextInt(10) == 0) {
                String[] copy = texts.get(random.nextInt(i)).split(" ");
                for (int change = 0; change <= copy.length / 100; change++) {
                    copy[random.nextInt(copy.length)] = "other";
                }
                texts.add(String.join(" ", copy));
                continue;
            }
            StringBuilder text = new StringBuilder();
            while (text.length() < characters) {
                double drawn = random.nextDouble();
                String word = words.get((int) (drawn * drawn * drawn * words.size()));
                text.append(random.nextInt(12) == 0 ? Character.toUpperCase(word.charAt(0)) + word.substring(1) : word)
                        .append(random.nextInt(10) == 0 ? ", " : " ");
            }
            texts.add(text.toString());
        }
        return texts;
    }
}
