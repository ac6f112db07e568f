package dev.seedbed.text.filter;

/// What counts as a word. Each of the peers has its own answer, and their rules differ by it more than by their
/// bounds.
enum WordKind {
    /// What Python's `str.split()` leaves.
    SPACED {
        @Override
        void read(char[] chars, int from, int to, Tokens into) {
            spaced(chars, from, to, into, true);
        }
    },
    /// What Rust's `split_whitespace` leaves.
    UNICODE_SPACED {
        @Override
        void read(char[] chars, int from, int to, Tokens into) {
            spaced(chars, from, to, into, false);
        }
    },
    /// Words and marks, in the manner of spaCy's English tokenizer. See [EnglishWords].
    ENGLISH {
        @Override
        void read(char[] chars, int from, int to, Tokens into) {
            EnglishWords.read(chars, from, to, into);
        }
    },
    /// Words of Unicode's text segmentation, without marks. See [UnicodeWords].
    UNICODE {
        @Override
        void read(char[] chars, int from, int to, Tokens into) {
            UnicodeWords.read(chars, from, to, into);
        }
    };

    /// Adds the words of `chars[from..to)` in their order.
    abstract void read(char[] chars, int from, int to, Tokens into);

    private static void spaced(char[] chars, int from, int to, Tokens into, boolean python) {
        int i = from;
        while (i < to) {
            char c = chars[i];
            if (python ? Marks.isSpace(c) : Marks.isUnicodeSpace(c)) {
                i++;
            } else {
                i = into.addUntilSpace(chars, i, to, python);
            }
        }
    }
}
