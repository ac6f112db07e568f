package dev.seedbed.cli.command;

import dev.seedbed.RowGates;
import dev.seedbed.Seedbed;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.step.StepType;
import dev.seedbed.corpus.GateExamination;
import dev.seedbed.pipeline.PipelineReader;
import dev.seedbed.pipeline.PipelineSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `seedbed filter`: takes rows out of files of any size that the gates of a pipeline would reject.
@Command(
        name = "filter",
        header = "Takes rows out of files of any size that a gate rejects, and says of each which, and why.",
        description = {
            "Gates are those of pipelines: `seedbed steps list` names them, `seedbed steps show NAME` their settings."
                    + " They look at the columns of --text, one after the other, and the first that rejects a row"
                    + " counts.",
            "The same command again goes on where a killed one left off.",
        },
        mixinStandardHelpOptions = true)
final class FilterCommand implements Callable<Integer> {
    private static final String COLUMN = "column";
    private static final String USUAL_COLUMN = "filter";

    private final Workshop workshop;

    @Mixin
    private CorpusArguments arguments = new CorpusArguments();

    @Option(
            names = "--gate",
            paramLabel = "NAME[=VALUE]",
            description = "A gate, such as refusal, or with the value that its short form in a pipeline takes, such as"
                    + " quality=gopher or language=[en,de]. May be given again.")
    private List<String> gates = new ArrayList<>();

    @Option(
            names = "--set",
            paramLabel = "GATE.SETTING=VALUE",
            description = "A setting of a gate, such as length.minimum=20. May be given again.")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--columns",
            paramLabel = "COLUMN",
            split = ",",
            description = "Further columns that gates may look at, such as that of the instruction.")
    private List<String> columns = new ArrayList<>();

    @Option(
            names = "--explain",
            description =
                    "Removes nothing, but says of every row what each gate measures, and what passes: in a column of"
                            + " --out, or of the first rows in a table if nothing is written.")
    private boolean explain;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "3",
            description = "With --explain, of how many rows the table is (default: ${DEFAULT-VALUE}).")
    private int rows;

    FilterCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (gates.isEmpty()) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    "No gate is named, so every row would stay. Name one with --gate, such as refusal or"
                            + " quality=gopher.");
        }
        Seedbed seedbed = workshop.seedbed();
        PipelineSpec spec = spec(seedbed);
        List<String> all = new ArrayList<>(arguments.texts());
        columns.stream().filter(each -> !all.contains(each)).forEach(all::add);
        RowGates built = seedbed.gates(spec, all);
        built.inputs().forEach(file -> arguments.mustKeep("--set", file));
        GateExamination examination =
                new GateExamination(built.gates(), arguments.texts(), built.settings()).seeing(columns);
        if (explain && !arguments.writes()) {
            return new ExplainedRows(workshop.terminal(), rows)
                    .show(arguments.unwritten(workshop.terminal()).noting(columns), examination.explaining());
        }
        if (explain) {
            arguments.annotateUnlessTold(USUAL_COLUMN);
        }
        return arguments.examine(
                "filter", workshop.terminal(), explain ? examination.explaining() : examination, columns);
    }

    /// Written as YAML, so that what is wrong has a place that a person knows.
    private PipelineSpec spec(Seedbed seedbed) {
        StringBuilder steps = new StringBuilder("name: filter\nsteps:\n");
        Set<String> names = new HashSet<>();
        List<String> overrides = new ArrayList<>();
        for (String gate : gates) {
            int equals = gate.indexOf('=');
            String name = (equals < 0 ? gate : gate.substring(0, equals)).strip();
            if (!names.add(name)) {
                throw new SeedbedException(
                        ErrorKind.WRONG_INPUT,
                        "--gate " + name
                                + " is given twice. Give what one call keeps to the next, or write a pipeline.");
            }
            steps.append("  - ").append(Json.write(name)).append('\n');
            Optional<StepType> type = seedbed.catalogue().step(name);
            if (type.stream().flatMap(each -> each.parameters().stream()).anyMatch(FilterCommand::takesTexts)) {
                overrides.add(override(name, COLUMN, Json.write(arguments.texts())));
            }
            if (equals >= 0 && type.isPresent()) {
                String first = type.get()
                        .shorthand()
                        .map(Parameter::name)
                        .orElseThrow(() -> new SeedbedException(
                                ErrorKind.WRONG_INPUT,
                                "--gate " + gate + " gives a value, but '" + name + "' has no short form. Name the"
                                        + " setting: --set " + name + ".SETTING=VALUE."));
                overrides.add(override(name, first, gate.substring(equals + 1)));
            }
        }
        settings.forEach(each -> overrides.add("steps." + each));
        return PipelineReader.read(steps.toString(), "--gate", Path.of("")).with(overrides);
    }

    private static boolean takesTexts(Parameter<?> parameter) {
        return parameter.name().equals(COLUMN) && parameter.kind() instanceof Kind.ListOf<?>;
    }

    private static String override(String gate, String setting, String value) {
        return "steps." + gate + "." + setting + "=" + value;
    }
}
