package dev.seedbed.privacy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Finds in the lines of a file, and how fast: `PrivacyTiming FILE [FOUND]`, with a file as `benchmarks/privacy make`
/// writes it.
final class PrivacyTiming {
    private static final int ROUNDS = 25;
    /// Of this thread alone: others on the machine do not count.
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private PrivacyTiming() {}

    public static void main(String[] arguments) throws IOException {
        List<char[]> texts = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            texts.add(line.split("\t", 2)[0].toCharArray());
        }
        if (arguments.length > 1) {
            PersonalData scanner = PersonalData.with(PrivacySettings.structured());
            List<String> lines = new ArrayList<>();
            for (char[] text : texts) {
                String found = scanner.find(text, 0, text.length).stream()
                        .map(each -> each.kind().name() + ":" + each.from() + ":" + each.to())
                        .collect(Collectors.joining(","));
                lines.add(new String(text) + "\t" + found);
            }
            Files.write(Path.of(arguments[1]), lines);
        }
        time("structured", PrivacySettings.structured(), texts);
        time("all kinds", PrivacySettings.defaults(), texts);
    }

    private static void time(String name, PrivacySettings settings, List<char[]> texts) {
        PersonalData scanner = PersonalData.with(settings);
        long bytes = texts.stream().mapToLong(text -> text.length).sum();
        long best = Long.MAX_VALUE;
        int found = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = CLOCK.getCurrentThreadCpuTime();
            found = 0;
            for (char[] text : texts) {
                found += scanner.find(text, 0, text.length).size();
            }
            best = Math.min(best, CLOCK.getCurrentThreadCpuTime() - begin);
        }
        System.out.printf("%s: %.1f MB/s, %d finds in %d texts%n", name, bytes * 1e3 / best, found, texts.size());
    }
}
