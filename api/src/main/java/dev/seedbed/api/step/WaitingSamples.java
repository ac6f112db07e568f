package dev.seedbed.api.step;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.Sample;
import dev.seedbed.api.SampleId;
import dev.seedbed.api.SeedbedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Samples that wait in a [Barrier], to be taken out in any order: the first ones in memory, all others in a
/// temporary file, of which only places are kept. The file goes when this is closed. One thread at a time.
public final class WaitingSamples implements AutoCloseable {
    private final int mostInMemory;
    private final List<Sample> inMemory = new ArrayList<>();
    private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
    private @Nullable FileChannel file;
    private long end;

    /// @param mostInMemory how many samples wait in memory
    public WaitingSamples(int mostInMemory) {
        this.mostInMemory = mostInMemory;
    }

    /// Puts a sample in; returns its place.
    public long put(Sample sample) {
        if (inMemory.size() < mostInMemory) {
            inMemory.add(sample);
            return -inMemory.size();
        }
        byte[] bytes = write(sample).getBytes(StandardCharsets.UTF_8);
        ByteBuffer record = ByteBuffer.allocate(Integer.BYTES + bytes.length);
        record.putInt(bytes.length).put(bytes).flip();
        long place = end;
        try {
            FileChannel channel = opened();
            while (record.hasRemaining()) {
                end += channel.write(record, end);
            }
        } catch (IOException e) {
            throw failure(e);
        }
        return place;
    }

    /// The sample at a place. It stays there.
    public Sample get(long place) {
        if (place < 0) {
            return inMemory.get((int) (-place - 1));
        }
        try {
            fill(length.clear(), place);
            ByteBuffer bytes = ByteBuffer.allocate(length.flip().getInt());
            fill(bytes, place + Integer.BYTES);
            return read(new String(bytes.array(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void fill(ByteBuffer buffer, long from) throws IOException {
        long at = from;
        while (buffer.hasRemaining()) {
            int read = opened().read(buffer, at);
            if (read < 0) {
                throw new IOException("the temporary file has been cut");
            }
            at += read;
        }
    }

    private FileChannel opened() throws IOException {
        FileChannel channel = file;
        if (channel == null) {
            channel = FileChannel.open(
                    Files.createTempFile("seedbed-", ".samples"),
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
            file = channel;
        }
        return channel;
    }

    private static String write(Sample sample) {
        return Json.write(List.of(
                sample.id().toString(),
                sample.parents().stream().map(SampleId::toString).toList(),
                sample.scores(),
                sample.data()));
    }

    private static Sample read(String text) {
        if (!(Json.parse(text) instanceof List<?> parts)) {
            throw new IllegalStateException("not a sample: " + text);
        }
        List<SampleId> parents = ((List<?>) parts.get(1))
                .stream().map(id -> SampleId.parse((String) id)).toList();
        Map<String, Double> scores = new LinkedHashMap<>();
        ((Map<?, ?>) parts.get(2)).forEach((name, score) -> scores.put((String) name, ((Number) score).doubleValue()));
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        ((Map<?, ?>) parts.get(3)).forEach((column, value) -> data.put((String) column, value));
        return new Sample(SampleId.parse((String) parts.get(0)), Data.copyOf(data), parents, scores);
    }

    private static SeedbedException failure(IOException cause) {
        return new SeedbedException(
                ErrorKind.UNUSABLE,
                "The samples that wait for their order cannot be kept in a temporary file: " + cause
                        + "; see that the folder for temporary files has room (-Djava.io.tmpdir moves it)",
                cause);
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
                file = null;
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }
}
