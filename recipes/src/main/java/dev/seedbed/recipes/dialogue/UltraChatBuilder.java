package dev.seedbed.recipes.dialogue;

import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Step;
import dev.seedbed.recipes.internal.Beginning;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.Sifting;
import dev.seedbed.text.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the steps of one `ultrachat` in a pipeline.
final class UltraChatBuilder {
    /// A list needs more room than a turn of a user.
    private static final int LIST_TOKENS = 1024;

    private final Building building;
    private final Settings settings;
    private final DialogueSettings common;
    private final String sector;

    UltraChatBuilder(Building building) {
        this.building = building;
        this.settings = building.settings();
        this.common = new DialogueSettings(building);
        this.sector = settings.get(UltraChat.SECTOR);
    }

    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        switch (sector) {
            case "topics" -> topics(steps);
            case "entities" -> entities(steps);
            case "writing" -> writing(steps);
            default -> materials(steps);
        }
        boolean isLong = sector.equals("topics") || sector.equals("entities");
        steps.add(new DialogueStep(named("dialogue"), setting(isLong ? common.rules(3, 7) : common.rules(2, 4)), true));
        settings.find(UltraChat.SPLIT)
                .ifPresent(limit -> steps.add(new SplitStep(named("split"), Math.toIntExact(limit))));
        return sector.equals("topics") || sector.equals("writing") ? Beginning.of(building, steps) : steps;
    }

    private String named(String part) {
        return building.name() + "/" + part;
    }

    private int number(Parameter<Long> parameter) {
        return Math.toIntExact(settings.get(parameter));
    }

    private List<Step> list(String part, Prompt prompt, String column, int count) {
        return List.of(new ListStep(named(part), common.writer(prompt, LIST_TOKENS), column, count), whole(part));
    }

    /// Rejects the items that were cut.
    private Sifting whole(String part) {
        return new Sifting(named("whole-" + part));
    }

    private void topics(List<Step> steps) {
        steps.add(DrawStep.of(building, named("topic"), "topic", UltraChat.TOPICS));
        steps.addAll(list("subtopics", UltraChat.SUBTOPICS_PROMPT, "subtopic", number(UltraChat.SUBTOPICS)));
        steps.addAll(list("questions", UltraChat.QUESTIONS_PROMPT, "question", number(UltraChat.QUESTIONS)));
        if (number(UltraChat.RELATED) > 0) {
            steps.addAll(list("related", UltraChat.RELATED_PROMPT, "question", number(UltraChat.RELATED)));
        }
        steps.add(OpeningStep.plain(named("opening"), "world"));
    }

    private void entities(List<Step> steps) {
        String column = neededColumn();
        steps.add(new RenameStep(named("entity"), column, "entity"));
        steps.addAll(list("meta-questions", UltraChat.META_PROMPT, "question", number(UltraChat.QUESTIONS)));
        steps.add(new EntityQuestionsStep(
                named("questions"),
                common.writer(UltraChat.SPECIFIC_PROMPT, LIST_TOKENS),
                number(UltraChat.SPECIFIC),
                common.writer(UltraChat.GENERAL_PROMPT, LIST_TOKENS),
                number(UltraChat.GENERAL)));
        steps.add(whole("entity-questions"));
        steps.add(OpeningStep.plain(named("opening"), "world"));
    }

    private void writing(List<Step> steps) {
        steps.add(DrawStep.of(building, named("type"), "type", UltraChat.TYPES));
        steps.addAll(list("instructions", UltraChat.INSTRUCTIONS_PROMPT, "question", number(UltraChat.INSTRUCTIONS)));
        steps.add(new OpeningStep(
                named("opening"),
                "writing",
                Optional.of(common.writer(UltraChat.DETAIL_PROMPT, 0)),
                settings.get(UltraChat.EXPANDED),
                List.of()));
    }

    private void materials(List<Step> steps) {
        steps.add(new RenameStep(named("material"), neededColumn(), "material"));
        steps.addAll(
                list("questions", UltraChat.MATERIAL_PROMPT, "question", Math.min(5, number(UltraChat.QUESTIONS))));
        steps.add(new OpeningStep(
                named("opening"),
                "materials",
                Optional.empty(),
                0,
                List.of(building.prompt(UltraChat.MATERIAL_FIRST), building.prompt(UltraChat.MATERIAL_LAST))));
    }

    private String neededColumn() {
        String usual = sector.equals("entities") ? "entity" : "material";
        String column = settings.find(UltraChat.COLUMN).orElse(usual);
        if (building.begins() || !building.columns().mayHave(column)) {
            building.problem(
                    UltraChat.SECTOR,
                    "is '" + sector + "', which needs rows with the column '" + column
                            + "': put a source of them in front, or name another `column`");
        }
        return column;
    }

    private DialogueStep.Setting setting(Rules rules) {
        Question user = common.user(UltraChat.USER_PROMPT);
        Question assistant = common.assistant(UltraChat.ASSISTANT_PROMPT);
        Optional<Template> persona = settings.find(UltraChat.PERSONA);
        String kickoff = building.prompt(UltraChat.KICKOFF_PROMPT).render(Map.of());
        String reminder = building.prompt(UltraChat.REMINDER_PROMPT).render(Map.of());
        return sample -> new Dialogue(
                Voice.of("user", Turn.Party.USER, user, userBrief(user, persona, sample))
                        .starting(kickoff)
                        .reminded(reminder),
                Voice.of(
                        "assistant",
                        Turn.Party.ASSISTANT,
                        assistant,
                        DialogueSettings.brief(assistant, sample, Map.of())),
                rules,
                Optional.of(sample.data().text("opening")));
    }

    private static String userBrief(Question user, Optional<Template> persona, Sample sample) {
        String who = persona.map(text -> text.render(sample.data().asMap())).orElse("");
        return user.prompt().render(Map.of("persona", who)).strip();
    }
}
