package dev.seedbed.pipeline.step;

import dev.seedbed.api.Data;

/// What stands at one place of an input: a row, or something that should be one and is not.
sealed interface InputRow {
    Place place();

    record Read(Place place, Data data) implements InputRow {}

    /// @param problem what is wrong with it
    /// @param raw its text, as far as it could be read
    record Malformed(Place place, String problem, String raw) implements InputRow {
        private static final int SHOWN = 120;

        /// The beginning of the text, on one line.
        String beginning() {
            String line = raw.strip().replaceAll("\\p{Cntrl}+", " ");
            return line.codePointCount(0, line.length()) <= SHOWN
                    ? line
                    : line.substring(0, line.offsetByCodePoints(0, SHOWN)) + "…";
        }
    }

    /// Where a row stands.
    ///
    /// @param unit what is counted, from 1: `line`, `element`, `row`; empty if the file is the row
    record Place(String file, String unit, long number) {
        @Override
        public String toString() {
            return switch (unit) {
                case "" -> file;
                case "line" -> file + ":" + number;
                default -> file + ", " + unit + " " + number;
            };
        }
    }
}
