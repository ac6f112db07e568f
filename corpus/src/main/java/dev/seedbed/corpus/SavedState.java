package dev.seedbed.corpus;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/// What an examination remembers that is small enough to be written whole at each checkpoint: counts, mostly.
///
/// ```java
/// long mark = state.save(folder, Map.of("rows", 3));
/// state.restore(folder, mark).value("rows");        // 3
/// ```
///
/// A line of its file is one moment: the mark, a blank, and a JSON object. The moment before stays, as a
/// process may die before its checkpoint names the new one, and the file is replaced as a whole. One thread.
final class SavedState {
    private final String file;
    private final String unfinished;
    private long moment;
    private String line = "";

    /// @param file the name of its file
    SavedState(String file) {
        this.file = file;
        this.unfinished = file + ".unfinished";
    }

    /// All that it ever writes.
    List<String> files() {
        return List.of(file, unfinished);
    }

    /// @return a mark for [#restore]
    long save(Path folder, Map<String, ?> state) throws IOException {
        String now = moment + 1 + " " + Json.write(state) + "\n";
        Files.createDirectories(folder);
        Path beside = folder.resolve(unfinished);
        Files.writeString(beside, line + now);
        Files.move(beside, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        line = now;
        moment++;
        return moment;
    }

    /// What was saved when [#save] gave that mark.
    ///
    /// @throws IOException if that is not there any more
    Data restore(Path folder, long mark) throws IOException {
        String start = mark + " ";
        for (String each : Files.readAllLines(folder.resolve(file))) {
            if (each.startsWith(start)) {
                Data state = Json.parseObject(each.substring(start.length()));
                moment = mark;
                line = each + "\n";
                return state;
            }
        }
        throw new IOException("'" + folder.resolve(file) + "' does not hold what the checkpoint belongs to");
    }
}
