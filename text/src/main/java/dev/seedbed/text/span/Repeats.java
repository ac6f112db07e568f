package dev.seedbed.text.span;

import dev.seedbed.text.near.Span;
import java.util.ArrayList;
import java.util.List;

/// What of a text stands elsewhere already.
///
/// @param spans in the order of their first words; two may overlap if their words stand together in no other text
/// @param cuts what goes if they are cut out: the spans together, with what stands between each and the next word
/// @param words how many the text has
/// @param repeated how many of them stand in a span
public record Repeats(List<RepeatedSpan> spans, List<Span> cuts, int words, int repeated) {
    public Repeats {
        spans = List.copyOf(spans);
        cuts = List.copyOf(cuts);
    }

    /// The cuts, of which the last takes the white space in front of it too if it reaches to the end: none is left
    /// there that was between words before.
    ///
    /// @param text the text that was looked at
    public List<Span> cutsOf(CharSequence text) {
        if (cuts.isEmpty() || cuts.getLast().end() < text.length()) {
            return cuts;
        }
        List<Span> trimmed = new ArrayList<>(cuts);
        int start = trimmed.removeLast().start();
        while (start > 0 && Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        trimmed.add(new Span(start, text.length()));
        return trimmed;
    }

    /// How much of the text is repeated, from 0 to 1; 0 of a text without words.
    public double share() {
        return words == 0 ? 0 : (double) repeated / words;
    }
}
