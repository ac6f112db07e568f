package dev.seedbed.publish;

import dev.seedbed.api.run.Fate;
import dev.seedbed.api.run.Output;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// The report: `report.html`, one page that needs no network, no script and no file beside it, for light and
/// dark screens and for paper.
final class ReportOutput implements Output {
    @Override
    public List<Path> write(FinishedRun run) throws IOException {
        long rows = run.summary().total().getOrDefault(Fate.ACCEPTED, 0L);
        ReportPage page = new ReportPage(run, RowSurvey.of(run.dataset(), rows), styleSheet());
        return List.of(WholeFile.writeText(run.directory().resolve("report.html"), out -> out.write(page.html())));
    }

    private static String styleSheet() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ReportOutput.class.getResourceAsStream("report.css"), "report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
