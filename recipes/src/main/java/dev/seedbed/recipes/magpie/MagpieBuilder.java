package dev.seedbed.recipes.magpie;

import dev.seedbed.api.Hash;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.PromptReference;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Step;
import dev.seedbed.recipes.internal.EndlessSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Makes the steps of one `magpie` in a pipeline.
final class MagpieBuilder {
    private final Building building;
    private final Settings settings;
    private final Model model;
    private final Model responder;
    private final boolean recordsCut;

    MagpieBuilder(Building building) {
        this.building = building;
        this.settings = building.settings();
        this.model = building.model(Magpie.MODEL);
        this.responder = building.findModel(Magpie.RESPONDER).orElse(model);
        this.recordsCut = keeps(Magpie.CUT_INSTRUCTIONS) || keeps(Magpie.CUT_RESPONSES);
    }

    List<Step> steps() {
        checkModels();
        boolean answers = !settings.get(Magpie.ONLY_INSTRUCTION);
        int turns = Math.toIntExact(settings.get(Magpie.TURNS));
        if (!answers && turns > 1) {
            building.problem(
                    Magpie.ONLY_INSTRUCTION,
                    "is true, but `turns` is " + turns + ": without answers there is one turn only");
        }
        List<Step> steps = new ArrayList<>(List.of(new EndlessSource(building.name() + "/draws")));
        for (int turn = 1; turn <= turns; turn++) {
            String suffix = turn == 1 ? "" : "-" + turn;
            steps.add(turn == 1 ? firstInstruction() : laterInstruction(turn, suffix));
            if (answers) {
                steps.add(answer(turn, suffix));
            }
        }
        if (turns > 1) {
            steps.add(new ConversationStep(building.name() + "/messages", turns));
        }
        return steps;
    }

    private void checkModels() {
        if (!model.capabilities().contains(Capability.RAW)) {
            building.problem(
                    Magpie.MODEL,
                    "is '" + model.alias() + "', which can only be asked in chats, but magpie needs a model that"
                            + " continues raw text: a local one, or an endpoint with raw completions"
                            + building.offering(Capability.RAW));
        }
        if (!settings.get(Magpie.ONLY_INSTRUCTION) && !responder.capabilities().contains(Capability.CHAT)) {
            building.problem(
                    Magpie.RESPONDER,
                    "is '" + responder.alias() + "', which cannot be asked in chats, but must answer in one"
                            + building.offering(Capability.CHAT));
        }
    }

    private InstructionStep firstInstruction() {
        Optional<String> system = system();
        UserTurn userTurn = userTurn(system);
        Optional<PromptReference> reference = settings.find(Magpie.PRE_QUERY)
                .map(text ->
                        new PromptReference(building.name() + "." + Magpie.PRE_QUERY.name(), 0, Hash.sha256Of(text)))
                .or(() -> controlPrompt()
                        .filter(prompt -> settings.find(Magpie.SYSTEM).isEmpty())
                        .map(prompt -> building.prompt(prompt).reference()));
        return instruction(1, "", userTurn, system, reference);
    }

    private InstructionStep laterInstruction(int turn, String suffix) {
        var conversation = building.prompt(Magpie.CONVERSATION);
        return instruction(
                turn,
                suffix,
                UserTurn.derived(model),
                Optional.of(conversation.render(Map.of())),
                Optional.of(conversation.reference()));
    }

    private InstructionStep instruction(
            int turn, String suffix, UserTurn userTurn, Optional<String> system, Optional<PromptReference> reference) {
        return new InstructionStep(
                building.name() + "/instruction" + suffix,
                turn,
                model,
                userTurn,
                system,
                instructionSampling(),
                reference,
                rules(),
                recordsCut && turn == 1);
    }

    private AnswerStep answer(int turn, String suffix) {
        return new AnswerStep(
                building.name() + "/answer" + suffix,
                turn,
                responder,
                settings.find(Magpie.RESPONSE_SYSTEM),
                responseSampling(),
                keeps(Magpie.CUT_RESPONSES));
    }

    /// The system prompt in front of the first turn.
    private Optional<String> system() {
        return settings.find(Magpie.SYSTEM)
                .or(() -> controlPrompt().map(prompt -> building.prompt(prompt).render(Map.of())));
    }

    private Optional<Prompt> controlPrompt() {
        return switch (settings.get(Magpie.CONTROL)) {
            case "math" -> Optional.of(Magpie.MATH);
            case "code" -> Optional.of(Magpie.CODE);
            case "translation" -> Optional.of(Magpie.TRANSLATION);
            default -> Optional.empty();
        };
    }

    private UserTurn userTurn(Optional<String> system) {
        Optional<String> preQuery = settings.find(Magpie.PRE_QUERY);
        Optional<String> familyName = settings.find(Magpie.FAMILY);
        if (preQuery.isPresent()) {
            if (familyName.isPresent()) {
                building.problem(Magpie.FAMILY, "cannot stand beside `pre-query`: leave one of them out");
            }
            if (system.isPresent()) {
                building.problem(
                        Magpie.PRE_QUERY,
                        "is used as it is, so `system` and `control` have no effect: write the system prompt into it");
            }
            return UserTurn.fixed(PreQuery.of(preQuery.get()));
        }
        return familyName.map(name -> familyTurn(name, system)).orElseGet(() -> UserTurn.derived(model));
    }

    private UserTurn familyTurn(String name, Optional<String> system) {
        Optional<Family> family = Family.named(name);
        if (family.isEmpty()) {
            return UserTurn.derived(model);
        }
        Family known = family.get();
        Optional<String> text = system.isEmpty() ? Optional.of(known.preQuery()) : known.preQuery(system.get());
        if (text.isEmpty()) {
            building.problem(
                    Magpie.FAMILY,
                    "is '" + name + "', of which the form with a system prompt is not known: leave `system` and"
                            + " `control` out, or write the whole text as `pre-query`");
        }
        return UserTurn.fixed(new PreQuery(text.orElse(known.preQuery()), known.stop()));
    }

    private Sampling instructionSampling() {
        Sampling sampling = Sampling.of(
                        settings.get(Magpie.INSTRUCTION_TEMPERATURE),
                        Math.toIntExact(settings.get(Magpie.INSTRUCTION_MAX_TOKENS)))
                .withTopP(settings.get(Magpie.INSTRUCTION_TOP_P))
                .withStop(stops());
        Optional<Long> topK = settings.find(Magpie.INSTRUCTION_TOP_K);
        if (topK.isPresent()) {
            sampling = sampling.withTopK(Math.toIntExact(topK.get()));
        }
        Optional<Double> minP = settings.find(Magpie.INSTRUCTION_MIN_P);
        return minP.isPresent() ? sampling.withMinP(minP.get()) : sampling;
    }

    private List<String> stops() {
        List<String> stops = new ArrayList<>(settings.get(Magpie.STOP));
        stops.addAll(assistantStops());
        if (settings.get(Magpie.STOP_AT_NEWLINE)) {
            stops.add("\n");
        }
        return stops;
    }

    private List<String> assistantStops() {
        if (!settings.get(Magpie.STOP_AT_ASSISTANT)) {
            return List.of();
        }
        return settings.find(Magpie.FAMILY)
                .flatMap(Family::named)
                .map(Family::stopAssistant)
                .orElse(List.of("assistant"));
    }

    private Sampling responseSampling() {
        Sampling sampling = Sampling.of(
                        settings.get(Magpie.RESPONSE_TEMPERATURE),
                        Math.toIntExact(settings.get(Magpie.RESPONSE_MAX_TOKENS)))
                .withStop(assistantStops());
        Optional<Double> topP = settings.find(Magpie.RESPONSE_TOP_P);
        return topP.isPresent() ? sampling.withTopP(topP.get()) : sampling;
    }

    private InstructionRules rules() {
        return new InstructionRules(
                RoleHeaders.Treatment.valueOf(settings.get(Magpie.ROLE_HEADERS).toUpperCase(Locale.ROOT)),
                keeps(Magpie.CUT_INSTRUCTIONS),
                keeps(Magpie.COLON_ENDINGS),
                settings.get(Magpie.CLEAN));
    }

    private boolean keeps(Parameter<String> parameter) {
        return settings.get(parameter).equals("keep");
    }
}
