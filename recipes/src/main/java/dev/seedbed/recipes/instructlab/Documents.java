package dev.seedbed.recipes.instructlab;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Hash;
import dev.seedbed.api.SeedbedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The documents of a knowledge leaf, in parts that fit a prompt.
///
/// @param folder a checkout of the repository that the leaf names
/// @param most how many characters a part has at most
record Documents(Path folder, int most) {
    /// A part of a document, verbatim.
    ///
    /// @param start its first character in the document, from 0
    record Chunk(String file, String sha256, int start, String text) {}

    /// The parts of all files that match one of the patterns, in the order of their paths.
    List<Chunk> chunks(List<String> patterns) {
        List<PathMatcher> matchers = patterns.stream()
                .map(pattern -> folder.getFileSystem().getPathMatcher("glob:" + pattern))
                .toList();
        List<Chunk> chunks = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                Path relative = folder.relativize(file);
                if (matchers.stream().anyMatch(matcher -> matcher.matches(relative))) {
                    String text = Files.readString(file);
                    chunks.addAll(chunks(relative.toString(), text));
                }
            }
        } catch (IOException e) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    "the documents in " + folder + " cannot be read as texts in UTF-8: " + e.getMessage(),
                    e);
        }
        return chunks;
    }

    /// A part ends behind a paragraph, else behind a word, where there is one in its second half.
    List<Chunk> chunks(String file, String text) {
        String sha256 = Hash.sha256Of(text);
        List<Chunk> chunks = new ArrayList<>();
        for (int start = 0; start < text.length(); ) {
            int end = end(text, start);
            if (!text.substring(start, end).isBlank()) {
                chunks.add(new Chunk(file, sha256, start, text.substring(start, end)));
            }
            start = end;
        }
        return chunks;
    }

    private int end(String text, int start) {
        int limit = start + most;
        if (limit >= text.length()) {
            return text.length();
        }
        for (String boundary : List.of("\n\n", "\n", " ")) {
            int found = text.lastIndexOf(boundary, limit - boundary.length());
            if (found > start + most / 2) {
                return found + boundary.length();
            }
        }
        return Character.isLowSurrogate(text.charAt(limit)) ? limit - 1 : limit;
    }
}
