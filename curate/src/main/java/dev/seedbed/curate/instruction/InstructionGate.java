package dev.seedbed.curate.instruction;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.text.instruction.Constraint;
import dev.seedbed.text.instruction.Instructions;
import dev.seedbed.text.instruction.LanguageOf;
import dev.seedbed.text.instruction.Mode;
import dev.seedbed.text.instruction.Result;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Rejects samples whose reply breaks a constraint, under the constraint's kind.
///
/// @param constraintsColumn where IFEval's constraints are, if they are not read out of the instruction
/// @param argumentsColumn where their arguments are, if that column holds their ids alone
/// @param allowed kinds that are not checked
record InstructionGate(
        String name,
        String instructionColumn,
        String replyColumn,
        Optional<String> constraintsColumn,
        Optional<String> argumentsColumn,
        Mode mode,
        Set<String> allowed,
        LanguageOf languages)
        implements Gate {
    private static final String INVALID = "invalid-constraints";

    @Override
    public Optional<Rejection> judge(Sample sample, Work work) {
        Data data = sample.data();
        List<Constraint> constraints;
        try {
            constraints = constraints(data);
        } catch (IllegalArgumentException e) {
            String column = constraintsColumn.orElse(instructionColumn);
            return Optional.of(new Rejection(
                    INVALID,
                    "in " + column + ", " + e.getMessage(),
                    Data.of("column", column)
                            .with("seen", data.textIfPresent(column).orElse(""))));
        }
        List<Constraint> checked = constraints.stream()
                .filter(constraint -> !allowed.contains(constraint.kind()))
                .toList();
        String reply = data.textIfPresent(replyColumn).orElse("");
        return checked.isEmpty() ? Optional.empty() : check(checked, reply);
    }

    private List<Constraint> constraints(Data data) {
        return constraintsColumn
                .map(column -> argumentsColumn
                        .map(arguments -> WrittenConstraints.read(data.value(column), data.value(arguments)))
                        .orElseGet(() -> WrittenConstraints.read(data.value(column))))
                .orElseGet(() -> Instructions.constraints(
                        data.textIfPresent(instructionColumn).orElse("")));
    }

    private Optional<Rejection> check(List<Constraint> constraints, String reply) {
        List<Result> results = constraints.stream()
                .map(constraint -> Instructions.check(constraint, reply, mode, languages))
                .toList();
        long broken = results.stream().filter(result -> !result.followed()).count();
        for (int i = 0; i < results.size(); i++) {
            Result result = results.get(i);
            if (!result.followed()) {
                Constraint constraint = constraints.get(i);
                return Optional.of(new Rejection(
                        constraint.kind(),
                        replyColumn + " " + result.explanation(),
                        Data.of("column", replyColumn)
                                .with("instruction_id", constraint.id())
                                .with("asked", result.bound())
                                .with("seen", result.seen())
                                .with("broken", broken)
                                .with("checked", results.size())));
            }
        }
        return Optional.empty();
    }
}
