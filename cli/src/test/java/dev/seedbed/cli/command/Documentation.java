package dev.seedbed.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The pages of the documentation, and the snippets in them.
final class Documentation {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern FENCE = Pattern.compile(
            "(?:<!-- file: (?<file>\\S+) -->\\n)?^(?<ticks>```+)(?<info>[a-z]*)\\n(?<text>.*?)^\\k<ticks>$",
            Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern INLINE_COMMAND = Pattern.compile("`(?:\\./)?(seedbed [a-z-]+ [^`]*)`");
    private static final Pattern WORD = Pattern.compile("((?:[^\\s\"]|\"[^\"]*\")+)");

    private Documentation() {}

    /// One block of a page.
    ///
    /// @param info what stands behind the back-ticks
    /// @param file the name that a reader is told to save it under; empty if none
    record Snippet(String page, int line, String info, String file, String text) {
        /// The commands of a block of commands, each with its words, without `seedbed` itself.
        List<List<String>> commands() {
            return info.isEmpty()
                    ? text.lines()
                            .filter(line -> line.startsWith("./seedbed "))
                            .map(Documentation::words)
                            .toList()
                    : List.of();
        }

        @Override
        public String toString() {
            return page + ":" + line;
        }
    }

    /// All pages, by their path from the root.
    static Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
                Stream<Path> top = Files.list(ROOT)) {
            for (Path page : Stream.concat(top.sorted(), docs.sorted())
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList()) {
                pages.put(ROOT.relativize(page).toString().replace('\\', '/'), Files.readString(page));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pages;
    }

    static List<Snippet> snippets() {
        return pages().entrySet().stream()
                .flatMap(page -> snippets(page.getKey(), page.getValue()).stream())
                .toList();
    }

    static List<Snippet> snippets(String page) {
        return snippets().stream()
                .filter(snippet -> snippet.page().equals(page))
                .toList();
    }

    private static List<Snippet> snippets(String page, String text) {
        List<Snippet> snippets = new ArrayList<>();
        Matcher fence = FENCE.matcher(text);
        while (fence.find()) {
            int line = (int) text.substring(0, fence.start("ticks")).lines().count() + 1;
            String file = fence.group("file") == null ? "" : fence.group("file");
            snippets.add(new Snippet(page, line, fence.group("info"), file, fence.group("text")));
        }
        return snippets;
    }

    /// Every command of a page that has arguments, in blocks and in sentences.
    static List<List<String>> commands(String page, String text) {
        List<List<String>> commands = new ArrayList<>();
        snippets(page, text).forEach(snippet -> commands.addAll(snippet.commands()));
        Matcher inline =
                INLINE_COMMAND.matcher(FENCE.matcher(text).replaceAll("").replaceAll("(?m)^#.*$", ""));
        while (inline.find()) {
            commands.add(words(inline.group(1)));
        }
        return commands;
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            words.add(word.group().replace("\"", ""));
        }
        return words.subList(1, words.size());
    }
}
