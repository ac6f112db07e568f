package dev.seedbed.testkit.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parts of a form (RFC 7578) by their names, as UTF-8; the name of an uploaded file stands under the part's
/// name followed by ` name`.
final class Multipart {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern NAME = Pattern.compile("[; ]name=\"?([^\";\r\n]+)\"?");
    private static final Pattern FILE_NAME = Pattern.compile("filename=\"?([^\";\r\n]+)\"?");

    private Multipart() {}

    static Map<String, String> read(HttpRequest request) {
        Map<String, String> parts = new LinkedHashMap<>();
        Matcher boundary = BOUNDARY.matcher(request.header("content-type"));
        if (!boundary.find()) {
            return parts;
        }
        // Byte for byte, so that a boundary is found whatever the content is.
        String body = "\r\n" + new String(request.body(), StandardCharsets.ISO_8859_1);
        String delimiter = "\r\n--" + boundary.group(1);
        int at = body.indexOf(delimiter);
        while (at >= 0) {
            int start = at + delimiter.length();
            int headEnd = body.indexOf("\r\n\r\n", start);
            int end = body.indexOf(delimiter, start);
            if (headEnd >= 0 && end > headEnd) {
                add(parts, body.substring(start, headEnd), body.substring(headEnd + 4, end));
            }
            at = end;
        }
        return parts;
    }

    private static void add(Map<String, String> parts, String head, String content) {
        Matcher name = NAME.matcher(head);
        if (!name.find()) {
            return;
        }
        parts.put(name.group(1), new String(content.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        Matcher fileName = FILE_NAME.matcher(head);
        if (fileName.find()) {
            parts.put(name.group(1) + " name", fileName.group(1));
        }
    }
}
