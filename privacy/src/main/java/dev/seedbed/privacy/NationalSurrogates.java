package dev.seedbed.privacy;

import dev.seedbed.privacy.KeyedHash.Draws;

/// National numbers in the form of others: each sign by its sort, dates as dates, and the check digits tried out.
///
/// Bounded: of at most a hundred draws, each with at most a hundred check digits, the first that the rule itself
/// accepts stands.
final class NationalSurrogates {
    private static final int TRIES = 100;
    private static final String ITALIAN_MONTHS = "ABCDEHLMPRST";

    private NationalSurrogates() {}

    /// @return the original if none of this rule can be drawn in its form
    static String of(String original, String rule, Draws draws) {
        StringBuilder signs = new StringBuilder();
        for (int at = 0; at < original.length(); at++) {
            if (Signs.isWord(original.charAt(at))) {
                signs.append(Signs.upper(original.charAt(at)));
            }
        }
        String code = signs.toString();
        if (!isWhole(rule, code.length())) {
            return Surrogates.sameSorts(original, 0, draws);
        }
        for (int attempt = 0; attempt < TRIES; attempt++) {
            char[] drawn = Surrogates.sameSorts(code, 0, draws).toCharArray();
            shape(drawn, code, rule, draws);
            if (checked(drawn, rule)) {
                return laidOut(original, drawn);
            }
        }
        return original;
    }

    /// What is of another length is what another find left over.
    private static boolean isWhole(String rule, int length) {
        return switch (rule) {
            case "us-itin", "us-aba", "nl-bsn", "ca-sin", "au-tfn", "au-acn", "uk-nino", "es-nie" -> length == 9;
            case "sg-nric", "sg-nric-unchecked" -> length == 9;
            case "es-nif" -> length == 8 || length == 9;
            case "uk-nhs", "us-npi", "au-medicare", "in-pan" -> length == 10;
            case "fi-hetu" -> length == 10 || length == 11;
            case "se-personnummer" -> length == 10 || length == 12;
            case "pl-pesel", "br-cpf", "tr-tckn", "au-abn", "de-steuer-id" -> length == 11;
            case "in-aadhaar" -> length == 12;
            case "kr-rrn", "za-id" -> length == 13;
            case "br-cnpj" -> length == 14;
            case "fr-nir" -> length == 15;
            case "it-codice-fiscale" -> length == 16;
            default -> false;
        };
    }

    private static String laidOut(String layout, char[] code) {
        StringBuilder other = new StringBuilder(layout);
        for (int at = 0, next = 0; at < layout.length(); at++) {
            if (Signs.isWord(layout.charAt(at))) {
                char sign = code[next++];
                other.setCharAt(at, Signs.isUpper(layout.charAt(at)) ? sign : Signs.lower(sign));
            }
        }
        return other.toString();
    }

    /// What the rule asks of a number besides its check digits.
    private static void shape(char[] drawn, String code, String rule, Draws draws) {
        int length = drawn.length;
        switch (rule) {
            case "us-itin" -> {
                drawn[0] = '9';
                drawn[3] = (char) ('5' + draws.below(4));
                drawn[4] = (char) ('0' + draws.below(6));
            }
            case "us-npi" -> drawn[0] = (char) ('1' + draws.below(2));
            case "us-aba" -> {
                drawn[0] = '0';
                drawn[1] = (char) ('1' + draws.below(9));
            }
            case "au-medicare" -> drawn[0] = (char) ('2' + draws.below(5));
            case "in-aadhaar", "de-steuer-id", "tr-tckn" -> drawn[0] = (char) ('2' + draws.below(8));
            case "ca-sin" -> drawn[0] = (char) ('1' + draws.below(7));
            case "fr-nir" -> {
                drawn[0] = (char) ('1' + draws.below(2));
                keep(drawn, code, 5, 7);
            }
            case "za-id" -> {
                date(drawn, 2, draws);
                drawn[10] = '0';
            }
            case "kr-rrn" -> {
                date(drawn, 2, draws);
                drawn[6] = (char) ('1' + draws.below(4));
            }
            case "se-personnummer" -> {
                keep(drawn, code, 0, length - 10);
                date(drawn, length - 8, draws);
            }
            case "es-nie" -> drawn[0] = draws.of("XYZ");
            case "sg-nric", "sg-nric-unchecked" -> keep(drawn, code, 0, 1);
            case "in-pan" -> keep(drawn, code, 3, 4);
            case "uk-nino" -> {
                drawn[0] = draws.of("ABCEHJKLMPRS");
                drawn[1] = draws.of("ACEHJLMPRSWX");
            }
            case "it-codice-fiscale" -> {
                drawn[8] = draws.of(ITALIAN_MONTHS);
                two(drawn, 9, 1 + draws.below(28));
            }
            case "fi-hetu" -> {
                keep(drawn, code, 6, length - 4);
                two(drawn, 0, 1 + draws.below(28));
                two(drawn, 2, 1 + draws.below(12));
            }
            default -> {}
        }
    }

    private static void keep(char[] drawn, String code, int from, int to) {
        code.getChars(from, to, drawn, from);
    }

    private static void two(char[] drawn, int at, int number) {
        drawn[at] = (char) ('0' + number / 10);
        drawn[at + 1] = (char) ('0' + number % 10);
    }

    private static void date(char[] drawn, int at, Draws draws) {
        two(drawn, at, 1 + draws.below(12));
        two(drawn, at + 2, 1 + draws.below(28));
    }

    /// Writes the first check digits that agree.
    private static boolean checked(char[] drawn, String rule) {
        int last = drawn.length - (rule.equals("au-medicare") ? 2 : 1);
        return switch (rule) {
            case "us-itin", "in-pan", "sg-nric-unchecked" -> true;
            case "uk-nino" -> {
                drawn[last] = (char) ('A' + drawn[last] % 4);
                yield true;
            }
            case "es-nif", "es-nie", "sg-nric", "it-codice-fiscale", "fi-hetu" -> letterAgrees(drawn, rule, last);
            default -> digitsAgree(drawn, rule, last);
        };
    }

    private static boolean letterAgrees(char[] drawn, String rule, int last) {
        for (char sign = 'A'; sign <= 'Z'; sign++) {
            drawn[last] = sign;
            if (NationalCodes.agrees(rule, new String(drawn))) {
                return true;
            }
        }
        return false;
    }

    private static boolean digitsAgree(char[] drawn, String rule, int last) {
        for (int check = 0; check < 100; check++) {
            two(drawn, last - 1, check);
            boolean corsican = rule.equals("fr-nir") && Signs.isLetter(drawn[6]);
            if (corsican
                    ? NationalCodes.frenchCorsican(new String(drawn))
                    : NationalNumbers.agrees(rule, values(drawn))) {
                return true;
            }
        }
        return false;
    }

    private static byte[] values(char[] drawn) {
        byte[] values = new byte[drawn.length];
        for (int at = 0; at < values.length; at++) {
            values[at] = (byte) (drawn[at] - '0');
        }
        return values;
    }
}
