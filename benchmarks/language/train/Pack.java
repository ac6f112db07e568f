package dev.seedbed.text.language;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/// Rounds what was learned to bytes, leaves out what is near the usual, and writes the resource.
///
/// Arguments: prefix of the learned files, file to write, weights that count for nothing (as a number), most entries.
public final class Pack {
    public static void main(String[] arguments) throws IOException {
        float least = Float.parseFloat(arguments[2]);
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(Path.of(arguments[1])), 1 << 16) { { def.setLevel(9); } }))) {
            out.writeInt((int) Train.GROUPS.keySet().stream().filter(g -> Files.exists(Path.of(arguments[0] + "." + g))).count());
            for (String group : Train.GROUPS.keySet()) {
                Path file = Path.of(arguments[0] + "." + group);
                if (Files.exists(file)) write(file, group.equals("LATIN") ? least : least, out);
            }
        }
        codes(Path.of(arguments[1]));
        System.err.println(arguments[1] + ": " + Files.size(Path.of(arguments[1])) + " bytes");
    }

    private static void write(Path file, float least, DataOutputStream out) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 20))) {
            String group = in.readUTF();
            String codes = in.readUTF();
            int width = codes.split(" ").length;
            int count = in.readInt();
            int[] keys = new int[count];
            for (int i = 0; i < count; i++) keys[i] = in.readInt();
            float step = 0.03f;
            byte[][] rows = new byte[count][];
            byte[][] languages = new byte[count][];
            int total = 0;
            int kept = 0;
            float[] row = new float[width];
            float[] most = new float[count];
            int limit = group.equals("LATIN") ? Integer.getInteger("latin", count) : group.equals("CYRILLIC") ? Integer.getInteger("cyrillic", count) : count;
            for (int i = 0; i < count; i++) {
                for (int l = 0; l < width; l++) row[l] = in.readFloat();
                float[] sorted = row.clone();
                Arrays.sort(sorted);
                float base = width > 2 ? sorted[width / 2] : (sorted[0] + sorted[1]) / 2;
                int n = 0;
                for (float f : row) if (Math.abs(f - base) >= least) n++;
                most[i] = Math.max(sorted[width - 1] - base, base - sorted[0]);
                rows[i] = new byte[n];
                languages[i] = new byte[n];
                n = 0;
                for (int l = 0; l < width; l++) {
                    float f = row[l] - base;
                    if (Math.abs(f) >= least) {
                        languages[i][n] = (byte) l;
                        rows[i][n++] = (byte) Math.max(-127, Math.min(127, Math.round(f / step)));
                    }
                }
            }
            float[] sortedMost = most.clone();
            Arrays.sort(sortedMost);
            float bar = sortedMost[Math.max(0, count - limit)];
            for (int i = 0; i < count; i++) {
                if (most[i] < bar) {
                    rows[i] = new byte[0];
                    languages[i] = new byte[0];
                }
                if (rows[i].length > 0) kept++;
                total += rows[i].length;
            }
            out.writeUTF(group);
            out.writeUTF(codes);
            out.writeFloat(step);
            out.writeInt(kept);
            out.writeInt(total);
            int before = Integer.MIN_VALUE;
            for (int i = 0; i < count; i++) if (rows[i].length > 0) { number(keys[i] - before, out); before = keys[i]; }
            for (int i = 0; i < count; i++) if (rows[i].length > 0) out.writeByte(rows[i].length);
            for (byte[] l : languages) out.write(l);
            for (byte[] w : rows) out.write(w);
            System.err.printf("%s: %d of %d features, %d entries, %.1f each%n", group, kept, count, total, total / (double) Math.max(1, kept));
        }
    }

    /// The codes beside the model, for whoever lists them without reading it.
    private static void codes(Path model) throws IOException {
        java.util.TreeSet<String> codes = new java.util.TreeSet<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(new java.util.zip.GZIPInputStream(Files.newInputStream(model)), 1 << 16))) {
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                in.readUTF();
                codes.addAll(java.util.List.of(WritingModel.read(in).codes()));
            }
        }
        Files.writeString(model.resolveSibling("languages.codes"), String.join(" ", codes) + "\n");
    }

    private static void number(int n, DataOutputStream out) throws IOException {
        while ((n & ~0x7F) != 0) { out.writeByte(n & 0x7F | 0x80); n >>>= 7; }
        out.writeByte(n);
    }
}
