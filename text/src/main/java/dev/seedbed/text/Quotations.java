package dev.seedbed.text;

/// Tells whether a quotation is open at places of one text. Places that are asked about in the order of the text
/// take one pass over it together; one that lies further back begins a new pass.
///
/// A quotation is open where an odd number of straight marks stands since the paragraph's beginning, or a curved
/// one that is not closed. A quotation that begins the text and ends it is no quotation.
final class Quotations {
    private final String text;
    private int place;
    private boolean straight;
    private int curved;
    private boolean asked;
    private boolean wrapped;

    Quotations(String text) {
        this.text = text;
    }

    boolean isOpenAt(int wanted) {
        if (wanted < place) {
            begin(0);
        }
        while (place < wanted) {
            read(text.charAt(place));
        }
        boolean open = (straight || curved > 0) && !text.startsWith("\n\n", wanted);
        return open && !isWrapped();
    }

    private void begin(int at) {
        place = at;
        straight = false;
        curved = 0;
    }

    private void read(char c) {
        place++;
        switch (c) {
            case '"' -> straight = !straight;
            case '\u201C', '\u00AB', '\u201E', '\u300C' -> curved++;
            case '\u201D', '\u00BB', '\u300D' -> curved = Math.max(0, curved - 1);
            case '\n' -> {
                if (place < text.length() && text.charAt(place) == '\n') {
                    begin(place);
                }
            }
            default -> {}
        }
    }

    private boolean isWrapped() {
        if (!asked) {
            asked = true;
            wrapped = Surroundings.isWrapped(text);
        }
        return wrapped;
    }
}
