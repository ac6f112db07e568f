package dev.seedbed.recipes.persona;

import dev.seedbed.api.Data;
import dev.seedbed.api.Hash;
import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Once;
import dev.seedbed.recipes.internal.Picking;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Has something written that only this persona would ask for, or could write.
///
/// @param shots how many demonstrations are shown
/// @param strips whether the words at the beginning of a reply are asked for and taken off
record TaskStep(
        String name,
        String column,
        Task task,
        Mode mode,
        Question question,
        Template examples,
        Once<List<Data>> demonstrations,
        int shots,
        String world,
        boolean strips)
        implements Generator {
    static final String TEXT = "synthesized_text";
    static final String TASK = "persona_task";
    static final String MODE = "persona_mode";
    static final String INSTRUCTION = "instruction";
    static final List<String> COLUMNS = List.of(TEXT, TASK, MODE, Persona.SHA256);

    /// How the task is shown (section 2.3 of the paper).
    enum Mode {
        ZERO_SHOT,
        FEW_SHOT,
        /// Each demonstration with its own persona.
        PERSONA_FEW_SHOT;

        static Mode named(String word) {
            return valueOf(word.replace('-', '_').toUpperCase(Locale.ROOT));
        }

        String word() {
            return name().replace('_', '-').toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        String persona = sample.data().textIfPresent(column).map(String::strip).orElse("");
        if (persona.isEmpty()) {
            return Outcome.rejected(
                    new Rejection("no-persona", "column '" + column + "' holds no persona", Data.of("column", column)));
        }
        Map<String, Object> values = Map.of("persona", persona, "examples", shown(work), "world", world);
        Reading<String> reading =
                question.put(work, question.ask(sample, values), Reading.whole(reply -> task.read(reply, strips)));
        return switch (reading) {
            case Reading.Unusable<String> unusable -> Outcome.rejected(unusable.rejection());
            case Reading.Found<String> found -> Outcome.passed(sample.with(row(sample.data(), persona, found.value())));
        };
    }

    private String shown(Work work) {
        if (mode == Mode.ZERO_SHOT) {
            return "";
        }
        List<Map<String, String>> items = new ArrayList<>();
        for (Data each : Picking.some(demonstrations.get(), shots, work.random(0))) {
            Map<String, String> item = new LinkedHashMap<>();
            item.put("persona", mode == Mode.PERSONA_FEW_SHOT ? each.text(Persona.COLUMN) : "");
            item.put("text", task.demonstrated(each.text("text")));
            items.add(item);
        }
        return examples.render(Map.of("demonstrations", items));
    }

    private Data row(Data before, String persona, String text) {
        Data row = before.with(TEXT, text)
                .with(TASK, task.word())
                .with(MODE, mode.word())
                .with(Persona.SHA256, Hash.sha256Of(persona));
        return task.isInstruction() ? row.with(INSTRUCTION, text) : row;
    }

    @Override
    public Columns columnsAfter(Columns before) {
        Columns after = before.plus(COLUMNS);
        return task.isInstruction() ? after.plus(List.of(INSTRUCTION)) : after;
    }
}
