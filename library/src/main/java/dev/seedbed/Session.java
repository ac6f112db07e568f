package dev.seedbed;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.Sample;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.run.Journal;
import dev.seedbed.api.run.LedgerEntry;
import dev.seedbed.api.run.LedgerJson;
import dev.seedbed.api.run.Output.FinishedRun;
import dev.seedbed.api.run.PersonalDataCounts;
import dev.seedbed.api.run.RowOrigin;
import dev.seedbed.api.run.RunListener;
import dev.seedbed.api.run.RunSummary;
import dev.seedbed.curate.privacy.PersonalDataSurvey;
import dev.seedbed.engine.Progress;
import dev.seedbed.engine.Run;
import dev.seedbed.engine.RunPlan;
import dev.seedbed.engine.RunRecorder;
import dev.seedbed.pipeline.PlannedOutput;
import dev.seedbed.pipeline.PlannedPipeline;
import dev.seedbed.publish.Manifest;
import dev.seedbed.publish.Outputs;
import dev.seedbed.store.Durability;
import dev.seedbed.store.SqliteJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// One run of a pipeline in its directory.
///
/// ```java
/// try (Session session = seedbed.open(spec, RunOptions.defaults())) {
///     RunResult result = session.execute();
/// }
/// ```
///
/// [#execute] once; [#progress] and [#stop] from any thread, at any time.
public final class Session implements AutoCloseable {
    private final PlannedPipeline plan;
    private final RunDirectory directory;
    private final Journal journal;
    private final LinesFile dataset;
    private final LinesFile ledger;
    private final Optional<RunLog> log;
    private final Run run;
    private final boolean isPreview;
    private final RowOrigin origin;

    // As a resumed run computes all rows anew, they are counted once and all, whenever it was killed.
    private final Optional<PersonalDataSurvey> survey;

    Session(PlannedPipeline plan, RunDirectory directory, RunOptions options, Clock clock) {
        this.plan = plan;
        this.directory = directory;
        this.isPreview = options.previewRows().isPresent();
        this.survey = plan.detection().map(wanted -> PersonalDataSurvey.of(wanted.kinds(), wanted.allowed()));
        directory.create();
        this.log = options.log().map(file -> RunLog.to(checked(file, directory)));
        this.journal = SqliteJournal.open(directory.journal(), Durability.PROCESS_DEATH);
        try {
            this.dataset = new LinesFile(directory.dataset());
            this.ledger = new LinesFile(directory.ledger());
            RunPlan runPlan = EnginePlan.of(plan, options);
            this.origin = RowWords.origin(runPlan);
            this.run = new Run(runPlan, journal, new Recorder(), clock, listeners(options));
        } catch (IOException e) {
            journal.close();
            throw unwritable(e);
        } catch (RuntimeException | Error e) {
            journal.close();
            throw e;
        }
    }

    private List<RunListener> listeners(RunOptions options) {
        List<RunListener> listeners = new ArrayList<>(options.listeners());
        log.ifPresent(listeners::add);
        listeners.add(new FlightRecorder());
        return listeners;
    }

    /// A log at the end of the journal would be the end of the journal.
    private static Path checked(Path log, RunDirectory directory) {
        Path file = log.toAbsolutePath().normalize();
        for (Path ours : directory.files()) {
            if (file.equals(ours.toAbsolutePath().normalize())) {
                throw new SeedbedException(
                        ErrorKind.WRONG_INPUT,
                        "the log is to go to " + log + ", which is a file of the run itself; name another file");
            }
        }
        return log;
    }

    private final class Recorder implements RunRecorder {
        @Override
        public void accept(Sample sample) throws IOException {
            dataset.append(Json.write(row(sample)));
            survey.ifPresent(counts -> counts.add(sample.data().without("_id")));
        }

        @Override
        public void record(LedgerEntry entry) throws IOException {
            ledger.append(LedgerJson.write(entry));
        }
    }

    /// First `_id`, then the columns, then `_scores` if there are any.
    private static Data row(Sample sample) {
        Data row = Data.of("_id", sample.id().toString()).with(sample.data().without("_id"));
        return sample.scores().isEmpty() ? row : row.with("_scores", sample.scores());
    }

    public RunDirectory directory() {
        return directory;
    }

    public PlannedPipeline plan() {
        return plan;
    }

    /// Where the run stands.
    public Progress progress() {
        return run.progress();
    }

    /// Ends the run soon, with all that was answered kept. Returns at once.
    public void stop() {
        run.stop();
    }

    /// Runs to the end, or to what stops it, and writes what the pipeline asks for.
    ///
    /// @throws SeedbedException if the run's files cannot be written
    public RunResult execute() throws InterruptedException {
        RunSummary summary = run.execute();
        try {
            long before = summary.end().isFinished() ? 0 : dataset.linesInPlace();
            if (before > dataset.lines()) {
                return keeping(before, summary);
            }
            dataset.complete();
            ledger.complete();
            Files.writeString(directory.pipeline(), plan.spec().text());
            Optional<PersonalDataCounts> found = survey.map(PersonalDataSurvey::counts);
            List<Path> written = write(summary, found);
            List<String> notes = new ArrayList<>(notes(summary));
            found.filter(counts -> !counts.isClean())
                    .ifPresent(counts ->
                            notes.add(RowWords.found(counts) + "; counts: `personal_data` in " + directory.manifest()));
            return new RunResult(summary, directory, written, notes, run.defect(), plan.compareWith(), found);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /// What was made before is more than this start came to: it stays, with all that belongs to it.
    private RunResult keeping(long before, RunSummary summary) throws IOException {
        List<String> notes = new ArrayList<>(notes(summary));
        boolean isSame = Files.isRegularFile(directory.pipeline())
                && Files.readString(directory.pipeline()).equals(plan.spec().text());
        notes.add("the " + before + (before == 1 ? " row" : " rows") + " that an earlier start"
                + (isSame ? "" : " of a pipeline that was not quite this one") + " wrote to " + directory.dataset()
                + " are left as they are, since this one was stopped at " + dataset.lines()
                + "; the same command goes on from here");
        dataset.discard();
        ledger.discard();
        return new RunResult(summary, directory, List.of(), notes, run.defect(), plan.compareWith(), Optional.empty());
    }

    private List<String> notes(RunSummary summary) {
        List<String> notes = new ArrayList<>();
        log.flatMap(RunLog::failure)
                .ifPresent(why -> notes.add("the log could not be written, and is not whole: " + why));
        notes.addAll(run.outages());
        for (RunSummary.CanarySummary canary : summary.canaries()) {
            if (!canary.changed().isEmpty()) {
                notes.add("the model '" + canary.alias() + "' has changed since "
                        + canary.first().at() + ": its " + String.join(", ", canary.changed()) + "; see `canaries` in "
                        + directory.manifest());
            }
        }
        return notes;
    }

    private List<Path> write(RunSummary summary, Optional<PersonalDataCounts> found) throws IOException {
        FinishedRun finished = new FinishedRun(
                directory.rows(),
                directory.dataset(),
                directory.ledger(),
                plan.spec().text(),
                summary,
                plan.compareWith(),
                origin,
                found);
        Set<Path> written = new LinkedHashSet<>(List.of(directory.dataset()));
        List<SeedbedException> refusals = new ArrayList<>();
        if (!isPreview && summary.end().isFinished()) {
            for (PlannedOutput output : plan.outputs()) {
                try {
                    written.addAll(output.output().write(finished));
                } catch (SeedbedException e) {
                    // The rows are paid for: one form that cannot hold them does not cost the others.
                    refusals.add(e);
                }
            }
        }
        written.addAll(Outputs.report().write(finished));
        Manifest.write(finished, List.copyOf(written));
        if (!refusals.isEmpty()) {
            throw together(refusals);
        }
        return List.copyOf(written);
    }

    private SeedbedException together(List<SeedbedException> refusals) {
        SeedbedException first = refusals.getFirst();
        String all = refusals.stream().map(SeedbedException::getMessage).collect(Collectors.joining("\n"));
        return new SeedbedException(first.kind(), all + "\nAll else is written: see " + directory.report(), first);
    }

    private SeedbedException unwritable(IOException e) {
        return new SeedbedException(
                ErrorKind.UNUSABLE,
                "the files of the run in " + directory.path() + " cannot be written: "
                        + Optional.ofNullable(e.getMessage()).orElse(e.toString())
                        + "; the answered calls are kept, and the same command goes on when there is room",
                e);
    }

    @Override
    public void close() {
        try {
            dataset.close();
            ledger.close();
        } catch (IOException e) {
            throw unwritable(e);
        } finally {
            log.ifPresent(RunLog::close);
            journal.close();
            plan.close();
        }
    }
}
