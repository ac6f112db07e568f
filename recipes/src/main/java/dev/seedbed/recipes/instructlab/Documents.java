package dev.seedbed.recipes.instructlab;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Hash;
import dev.seedbed.api.SeedbedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
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

    /// The files that match one of the patterns, in the order of their paths.
    List<Path> files(List<String> patterns) {
        List<PathMatcher> matchers = patterns.stream()
                .map(pattern -> folder.getFileSystem().getPathMatcher("glob:" + pattern))
                .toList();
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> matchers.stream().anyMatch(matcher -> matcher.matches(folder.relativize(file))))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(folder, e);
        }
    }

    /// The parts of these files.
    List<Chunk> chunks(List<String> patterns) {
        List<Chunk> chunks = new ArrayList<>();
        for (Path file : files(patterns)) {
            chunks.addAll(chunks(file));
        }
        return chunks;
    }

    /// The parts of a file, of which no more than one part is held at a time beside those that are done. A part ends
    /// behind a paragraph, else behind a word, where there is one in its second half.
    List<Chunk> chunks(Path file) {
        String name = folder.relativize(file).toString();
        List<Chunk> chunks = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(file)) {
            String sha256 = sha256(file);
            StringBuilder text = new StringBuilder();
            int start = 0;
            while (fill(text, reader)) {
                int end = end(text.toString());
                String part = text.substring(0, end);
                if (!part.isBlank()) {
                    chunks.add(new Chunk(name, sha256, start, part));
                }
                text.delete(0, end);
                start += end;
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        return chunks;
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = Hash.sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = new byte[1 << 16];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                digest.update(bytes, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static SeedbedException unreadable(Path path, Exception e) {
        return new SeedbedException(
                ErrorKind.WRONG_INPUT,
                "the documents in " + path + " cannot be read as texts in UTF-8: " + e.getMessage(),
                e);
    }

    /// Reads on until there is more than one part, or the file ends; whether there is anything.
    private boolean fill(StringBuilder text, Reader reader) throws IOException {
        char[] characters = new char[most];
        while (text.length() <= most) {
            int read = reader.read(characters);
            if (read < 0) {
                break;
            }
            text.append(characters, 0, read);
        }
        return !text.isEmpty();
    }

    private int end(String text) {
        if (most >= text.length()) {
            return text.length();
        }
        for (String boundary : List.of("\n\n", "\n", " ")) {
            int found = text.lastIndexOf(boundary, most - boundary.length());
            if (found > most / 2) {
                return found + boundary.length();
            }
        }
        return Character.isLowSurrogate(text.charAt(most)) ? most - 1 : most;
    }
}
