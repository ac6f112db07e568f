package dev.seedbed.cli.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/// The standard output for rows. A [PrintStream] swallows that a disk is full or a pipe closed, and rows would be
/// lost without a word.
final class StandardOutput extends BufferedOutputStream {
    private static final int BUFFER = 1 << 17;

    StandardOutput(PrintStream out) {
        super(new Checked(out), BUFFER);
    }

    private static final class Checked extends OutputStream {
        private final PrintStream out;

        Checked(PrintStream out) {
            this.out = out;
        }

        @Override
        public void write(int each) throws IOException {
            write(new byte[] {(byte) each}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
            if (out.checkError()) {
                throw new IOException("the standard output is closed, or its disk is full");
            }
        }
    }
}
