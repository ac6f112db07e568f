package dev.seedbed.recipes.evolve;

import dev.seedbed.recipes.internal.Reading;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Replies and methods in numbered steps, of which the last is the one wanted.
///
/// ```
/// Step 1: #Methods List#
/// ...
/// Step 4: #Finally Rewritten Instruction#
/// the text
/// ```
///
/// A fence around the steps is taken off. One behind the first heading belongs to the step that it stands in: an
/// instruction may hold code.
final class Steps {
    static final String LAST = "Finally Rewritten Instruction";
    private static final String FENCE = "```";
    private static final Pattern STEP = Pattern.compile(
            "^[ \\t*]*Step \\d+:\\s*(?:#([^#\\n]+)#:?)?[ \\t*]*(.*?)(?=^[ \\t*]*Step \\d+:|\\z)",
            Pattern.DOTALL | Pattern.MULTILINE);

    private Steps() {}

    /// The text of the last step, if that is the one with the final instruction.
    static Optional<String> lastOf(String text) {
        Optional<String> last = Optional.empty();
        Matcher steps = STEP.matcher(unfenced(text));
        while (steps.find()) {
            boolean wanted = steps.group(1) != null && steps.group(1).strip().equals(LAST);
            last = wanted ? Optional.of(steps.group(2).strip()) : Optional.empty();
        }
        return last.filter(found -> !found.isEmpty());
    }

    /// An evolved instruction.
    ///
    /// @param wholeIfNone whether a reply without steps is itself the instruction
    static Reading<String> instruction(String text, boolean wholeIfNone) {
        Optional<String> last = lastOf(text);
        if (last.isPresent()) {
            return Reading.found(last.get());
        }
        return wholeIfNone && !STEP.matcher(unfenced(text)).find()
                ? Reading.found(text)
                : Reading.unusable(
                        "no-rewritten-instruction",
                        "the last step of the reply is not '#" + LAST + "#' with a text",
                        text);
    }

    /// A method, without a fence around it.
    static Reading<String> method(String text) {
        return lastOf(text).isPresent()
                ? Reading.found(unfenced(text).strip())
                : Reading.unusable("malformed-method", "the last step of the method is not '#" + LAST + "#'", text);
    }

    /// The text inside the fence that is open where the first step begins; all of it, if none is.
    private static String unfenced(String text) {
        Matcher steps = STEP.matcher(text);
        if (!steps.find() || !opensLast(text.substring(0, steps.start()))) {
            return text;
        }
        String inside = text.substring(steps.start());
        // Without a fence of its own to close it, as in a reply that forgot it, the outer one lasts to the end.
        return opensLast(inside) ? inside.substring(0, inside.lastIndexOf(FENCE)) : inside;
    }

    /// Whether there is an odd number of fences.
    private static boolean opensLast(String text) {
        return text.split(FENCE, -1).length % 2 == 0;
    }
}
