package dev.seedbed.text.language;
import java.nio.file.*;
import java.util.*;
/// Accuracy over a file of `code TAB sentence`, by language. Arguments: file, optional `-v`.
public final class Try {
    public static void main(String[] a) throws Exception {
        List<String[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(a[0]))) rows.add(line.split("\t", 2));
        Identifier identifier = Languages.all().identifier();
        Map<String, int[]> by = new TreeMap<>();
        Map<String, Map<String,Integer>> wrong = new TreeMap<>();
        double[] pSum = new double[10]; int[] pN = new int[10], pR = new int[10];
        for (String[] r : rows) {
            Identification id = identifier.identify(r[1]);
            String f = id.language();
            int[] n = by.computeIfAbsent(r[0], _ -> new int[2]);
            n[1]++;
            if (f.equals(r[0])) n[0]++; else wrong.computeIfAbsent(r[0], _ -> new TreeMap<>()).merge(f, 1, Integer::sum);
            int b = Math.min(9, (int) (id.probability() * 10)); pN[b]++; pSum[b] += id.probability(); if (f.equals(r[0])) pR[b]++;
        }
        double all = 0, big = 0; int bigs = 0;
        Set<String> large = Set.of("en es fr de it pt ru zh ja ko ar hi tr vi pl nl id fa uk sv".split(" "));
        for (var e : by.entrySet()) {
            double acc = e.getValue()[0] / (double) e.getValue()[1];
            all += acc;
            if (large.contains(e.getKey())) { big += acc; bigs++; }
            if (a.length > 1 && acc < .97) { System.out.printf("%s %.3f %s%n", e.getKey(), acc, wrong.get(e.getKey()).entrySet().stream().sorted((x,y)->y.getValue()-x.getValue()).limit(5).toList()); }
        }
        System.out.printf("%d languages: %.4f   %d large: %.4f%n", by.size(), all / by.size(), bigs, big / bigs);
        if (a.length > 1) for (int b = 0; b < 10; b++) if (pN[b] > 0) System.out.printf("p %.2f right %.3f (%d)%n", pSum[b] / pN[b], pR[b] / (double) pN[b], pN[b]);
        char[][] texts = rows.stream().map(r -> r[1].toCharArray()).toArray(char[][]::new);
        double best = 0;
        for (int k = 0; k < 8; k++) {
            long t = java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (char[] c : texts) identifier.identify(c, 0, c.length);
            best = Math.max(best, texts.length / ((java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - t) / 1e9));
        }
        System.out.printf("%.0f per second%n", best);
    }
}
