package dev.seedbed.examples;

import dev.seedbed.RowGates;
import dev.seedbed.Seedbed;
import dev.seedbed.corpus.Corpus;
import dev.seedbed.corpus.CorpusReport;
import dev.seedbed.corpus.GateExamination;
import dev.seedbed.pipeline.Pipeline;
import dev.seedbed.pipeline.PipelineSpec;
import dev.seedbed.text.filter.FilterProfile;
import dev.seedbed.text.filter.FilterWorker;
import dev.seedbed.text.filter.Measurement;
import dev.seedbed.text.filter.Verdict;
import dev.seedbed.text.language.Identification;
import dev.seedbed.text.language.Identifier;
import dev.seedbed.text.language.Languages;
import dev.seedbed.text.language.ScriptShares;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Texts judged by the rules of others, and by their language; one by one, and in files.
final class FilterExample {
    private FilterExample() {}

    /// What a profile says of a text.
    record Said(boolean passes, List<Measurement> measured, Optional<String> cleaned) {}

    static Said quality(String text) {
        FilterWorker worker =
                FilterProfile.named("fineweb").with("min-words", 20).worker(); // one for each thread
        Verdict verdict = worker.judge(text); // until the first broken rule
        Verdict all = worker.explain(text); // every rule with its value and bound
        Optional<String> left = verdict.cleaned(); // for profiles that drop lines
        return new Said(verdict.passed(), all.measurements(), left);
    }

    /// What is told of the language and letters of texts.
    record Told(Identification language, ScriptShares scripts) {}

    static Told languages() {
        Identifier identifier = Languages.all().identifier(); // one for each thread
        Identification found = identifier.identify("Wo ist der Bahnhof?"); // found.language(): "de"
        ScriptShares shares = ScriptShares.of("Это test."); // CYRILLIC .43, LATIN .57
        return new Told(found, shares);
    }

    static Identification mostlyEnglishOrGerman(String text) {
        Languages mostly = Languages.all().favouring(Set.of("en", "de"), 20); // as `likely` does
        return mostly.identify(text);
    }

    /// As `seedbed filter FILES --text answer --gate refusal --gate repetition --out KEPT --removed REMOVED`.
    static CorpusReport withoutRefusals(List<Path> files, Path kept, Path removed) throws InterruptedException {
        PipelineSpec spec =
                Pipeline.named("clean").filter("refusal", "repetition").spec();
        List<String> columns = List.of("answer");
        RowGates gates = Seedbed.standard().gates(spec, columns);
        GateExamination clean = new GateExamination(gates.gates(), columns, gates.settings());
        return Corpus.of(files, columns).keptTo(kept).removedTo(removed).examine(clean);
    }
}
