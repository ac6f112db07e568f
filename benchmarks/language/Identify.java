import dev.seedbed.text.language.Identifier;
import dev.seedbed.text.language.Languages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Writes the language of each line of a file of `code TAB sentence`, and prints how many there are in a second: the
/// best of ten rounds. Two further arguments: languages, and how many times as frequent as others they are taken to be.
public final class Identify {
    private Identify() {}

    public static void main(String[] arguments) throws IOException {
        char[][] texts = Files.readAllLines(Path.of(arguments[0])).stream()
                .map(line -> line.substring(line.indexOf('\t') + 1).toCharArray())
                .toArray(char[][]::new);
        Languages languages = arguments.length < 4
                ? Languages.all()
                : Languages.all().favouring(List.of(arguments[2].split(",")), Double.parseDouble(arguments[3]));
        Identifier identifier = languages.identifier();
        double best = 0;
        for (int round = 0; round < 10; round++) {
            long start = java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (char[] text : texts) {
                identifier.identify(text, 0, text.length);
            }
            best = Math.max(best, texts.length / ((java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9));
        }
        List<String> found = java.util.Arrays.stream(texts)
                .map(text -> identifier.identify(text, 0, text.length).language())
                .toList();
        Files.write(Path.of(arguments[1]), found);
        System.out.println(best);
    }
}
