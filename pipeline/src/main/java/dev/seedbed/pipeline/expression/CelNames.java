package dev.seedbed.pipeline.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelExpr;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Finds the names that an expression takes from outside, before any type is known.
final class CelNames {
    // What stands before a dot without being a value, and the names of types.
    private static final Set<String> OF_LANGUAGE = Set.of(
            "math",
            "strings",
            "optional",
            "int",
            "uint",
            "double",
            "string",
            "bool",
            "bytes",
            "list",
            "map",
            "type",
            "null_type",
            "dyn");

    private final CelAbstractSyntaxTree tree;
    private final Collection<String> known;
    private final Map<String, CelSourceLocation> free = new LinkedHashMap<>();

    private CelNames(CelAbstractSyntaxTree tree, Collection<String> known) {
        this.tree = tree;
        this.known = known;
    }

    /// The names with the place where each stands first.
    static Map<String, CelSourceLocation> free(CelAbstractSyntaxTree tree, Collection<String> known) {
        CelNames names = new CelNames(tree, known);
        names.visit(tree.getExpr(), Set.of());
        return names.free;
    }

    private void visit(CelExpr expression, Set<String> bound) {
        switch (expression.getKind()) {
            case IDENT -> identifier(expression, bound);
            case SELECT -> visit(expression.select().operand(), bound);
            case CALL -> {
                expression.call().target().ifPresent(target -> visit(target, bound));
                expression.call().args().forEach(argument -> visit(argument, bound));
            }
            case LIST -> expression.list().elements().forEach(element -> visit(element, bound));
            case MAP ->
                expression.map().entries().forEach(entry -> {
                    visit(entry.key(), bound);
                    visit(entry.value(), bound);
                });
            case STRUCT -> expression.struct().entries().forEach(entry -> visit(entry.value(), bound));
            case COMPREHENSION -> {
                CelExpr.CelComprehension loop = expression.comprehension();
                visit(loop.iterRange(), bound);
                visit(loop.accuInit(), bound);
                Set<String> inner = new HashSet<>(bound);
                inner.add(loop.iterVar());
                inner.add(loop.iterVar2());
                inner.add(loop.accuVar());
                visit(loop.loopCondition(), inner);
                visit(loop.loopStep(), inner);
                visit(loop.result(), inner);
            }
            case CONSTANT, NOT_SET -> {}
        }
    }

    private void identifier(CelExpr expression, Set<String> bound) {
        String name = expression.ident().name();
        if (bound.contains(name) || (OF_LANGUAGE.contains(name) && !known.contains(name))) {
            return;
        }
        Integer offset = tree.getSource().getPositionsMap().get(expression.id());
        free.putIfAbsent(
                name,
                tree.getSource().getOffsetLocation(offset == null ? 0 : offset).orElse(CelSourceLocation.of(1, 0)));
    }
}
