package dev.seedbed.privacy;

import static dev.seedbed.privacy.Checksums.value;
import static dev.seedbed.privacy.Checksums.weighted;

/// National identity numbers of digits only. Most need a word that names them: a check digit alone lets every tenth
/// number pass.
///
/// Check digits: the registers' own publications, as restated by python-stdnum (rules only, 2026).
final class NationalNumbers {
    private NationalNumbers() {}

    /// @return its end, or -1
    static int of(Scan scan, Digits digits) {
        if (!scan.wants(Kind.NATIONAL_ID) || digits.continues) {
            return -1;
        }
        for (int last = Math.min(digits.groups - 1, 7); last >= 0; last--) {
            int count = digits.counts[last];
            if (count < 8 || count > 15 || !digits.endsWith(last)) {
                continue;
            }
            Context around = scan.around(digits.begins[0], digits.ends[last]);
            String rule = formed(digits, last, count, around);
            double certainty = .7;
            if (rule == null && (around.before | around.after) != 0) {
                rule = named(digits, count, around);
                certainty = .85;
            }
            if (rule != null) {
                scan.add(Kind.NATIONAL_ID, digits.begins[0], digits.ends[last], rule, certainty);
                return digits.ends[last];
            }
        }
        return -1;
    }

    /// What its form and its check digits tell by themselves.
    private static @org.jspecify.annotations.Nullable String formed(
            Digits digits, int last, int count, Context around) {
        byte[] values = digits.values;
        boolean against = (around.nearest & (Topics.THING | Topics.PHONE)) != 0 && !around.about(Topics.IDENTITY);
        if (against) {
            return null;
        }
        if (last == 3
                && count == 11
                && digits.shaped(3, 3, 3, 2) == false
                && digits.size(0) == 3
                && digits.size(1) == 3
                && digits.size(2) == 3
                && digits.separators[1] == '.'
                && digits.separators[3] == '-'
                && isCpf(values)) {
            return "br-cpf";
        }
        boolean cnpj = last == 4
                && count == 14
                && digits.size(0) == 2
                && digits.separators[1] == '.'
                && digits.separators[3] == '/';
        if (cnpj && isCnpj(values)) {
            return "br-cnpj";
        }
        if (last == 2
                && digits.shaped(4, 4, 4)
                && digits.separators[1] != '.'
                && values[0] > 1
                && Checksums.verhoeff(values, 0, 12)
                && !Checksums.allSame(values, 0, 12)) {
            return "in-aadhaar";
        }
        boolean birth = last == 1 && digits.separators[1] == '-';
        if (birth && digits.shaped(6, 7) && isDate(values, 2) && values[6] >= 1 && values[6] <= 8 && isRrn(values)) {
            return "kr-rrn";
        }
        if (birth && digits.shaped(6, 4) && isDate(values, 2) && Checksums.luhn(values, 0, 10)) {
            return "se-personnummer";
        }
        if (birth
                && digits.shaped(8, 4)
                && (values[0] == 1 || values[0] == 2)
                && isDate(values, 4)
                && Checksums.luhn(values, 2, 12)) {
            return "se-personnummer";
        }
        boolean nir = last >= 5 && count == 15 && digits.size(0) == 1 && digits.size(1) == 2;
        return nir && isNir(values) ? "fr-nir" : null;
    }

    /// What a word near it names, if its check digits agree.
    private static @org.jspecify.annotations.Nullable String named(Digits digits, int count, Context around) {
        byte[] values = digits.values;
        if (Checksums.allSame(values, 0, count)) {
            return null;
        }
        return switch (count) {
            case 8 -> null;
            case 9 -> nine(values, around);
            case 10 -> ten(values, around);
            case 11 -> eleven(values, around);
            case 12 ->
                around.nearestIs(Topics.AADHAAR) && values[0] > 1 && Checksums.verhoeff(values, 0, 12)
                        ? "in-aadhaar"
                        : around.nearestIs(Topics.SWEDEN) && isDate(values, 4) && Checksums.luhn(values, 2, 12)
                                ? "se-personnummer"
                                : null;
            case 13 -> thirteen(values, around);
            case 14 -> around.nearestIs(Topics.CPF) && isCnpj(values) ? "br-cnpj" : null;
            default -> around.nearestIs(Topics.NIR) && isNir(values) ? "fr-nir" : null;
        };
    }

    private static @org.jspecify.annotations.Nullable String nine(byte[] values, Context around) {
        if (around.nearestIs(Topics.ROUTING) && isRouting(values)) {
            return "us-aba";
        }
        if (around.nearestIs(Topics.BSN) && (weighted(values, 0, 9, 8, 7, 6, 5, 4, 3, 2) - values[8]) % 11 == 0) {
            return "nl-bsn";
        }
        if (around.nearestIs(Topics.SIN) && Checksums.luhn(values, 0, 9) && values[0] != 8) {
            return "ca-sin";
        }
        if (around.nearestIs(Topics.TFN) && weighted(values, 0, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0) {
            return "au-tfn";
        }
        return around.nearestIs(Topics.ABN) && weighted(values, 0, 8, 7, 6, 5, 4, 3, 2, 1) % 10 == (10 - values[8]) % 10
                ? "au-acn"
                : null;
    }

    private static boolean isRouting(byte[] values) {
        int first = values[0] * 10 + values[1];
        boolean district = first <= 12 || (first >= 21 && first <= 32) || (first >= 61 && first <= 72) || first == 80;
        return district && weighted(values, 0, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0;
    }

    private static @org.jspecify.annotations.Nullable String ten(byte[] values, Context around) {
        if (around.nearestIs(Topics.NHS) && weighted(values, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 11 == 0) {
            return "uk-nhs";
        }
        if (around.nearestIs(Topics.NPI)
                && (values[0] == 1 || values[0] == 2)
                && Checksums.luhnSum(values, 0, 10, 24) % 10 == 0) {
            return "us-npi";
        }
        if (around.nearestIs(Topics.MEDICARE)
                && values[0] >= 2
                && values[0] <= 6
                && weighted(values, 0, 1, 3, 7, 9, 1, 3, 7, 9) % 10 == values[8]) {
            return "au-medicare";
        }
        return around.nearestIs(Topics.SWEDEN) && isDate(values, 2) && Checksums.luhn(values, 0, 10)
                ? "se-personnummer"
                : null;
    }

    private static @org.jspecify.annotations.Nullable String eleven(byte[] values, Context around) {
        if (around.nearestIs(Topics.PESEL) && weighted(values, 0, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0) {
            return "pl-pesel";
        }
        if (around.nearestIs(Topics.CPF) && isCpf(values)) {
            return "br-cpf";
        }
        if (around.nearestIs(Topics.TCKN) && isTckn(values)) {
            return "tr-tckn";
        }
        if (around.nearestIs(Topics.ABN)
                && (weighted(values, 0, 10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19) - 10) % 89 == 0) {
            return "au-abn";
        }
        boolean german =
                around.nearestIs(Topics.TAX) && values[0] != 0 && Checksums.mod11And10(values, 0, 10) == values[10];
        return german && isGermanMix(values) ? "de-steuer-id" : null;
    }

    /// Of the first ten digits, one is there twice or three times.
    static boolean isGermanMix(byte[] values) {
        int[] times = new int[10];
        int most = 0;
        for (int place = 0; place < 10; place++) {
            most = Math.max(most, ++times[values[place]]);
        }
        return most == 2 || most == 3;
    }

    private static @org.jspecify.annotations.Nullable String thirteen(byte[] values, Context around) {
        if (around.nearestIs(Topics.RRN) && isDate(values, 2) && values[6] >= 1 && values[6] <= 8) {
            return "kr-rrn";
        }
        return around.nearestIs(Topics.SOUTH_AFRICA)
                        && isDate(values, 2)
                        && values[10] <= 2
                        && Checksums.luhn(values, 0, 13)
                ? "za-id"
                : null;
    }

    static boolean isRrn(byte[] values) {
        int sum = weighted(values, 0, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5);
        return (11 - sum % 11) % 10 == values[12];
    }

    static boolean isTckn(byte[] values) {
        int odd = values[0] + values[2] + values[4] + values[6] + values[8];
        int even = values[1] + values[3] + values[5] + values[7];
        int sum = odd + even + values[9];
        return values[0] != 0 && Math.floorMod(odd * 7 - even, 10) == values[9] && sum % 10 == values[10];
    }

    static boolean isCpf(byte[] values) {
        int first = weighted(values, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        int second = weighted(values, 0, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        return first == values[9] && second == values[10] && !Checksums.allSame(values, 0, 11);
    }

    static boolean isCnpj(byte[] values) {
        int first = weighted(values, 0, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        int second = weighted(values, 0, 6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return (first < 2 ? 0 : 11 - first) == values[12] && (second < 2 ? 0 : 11 - second) == values[13];
    }

    static boolean isNir(byte[] values) {
        return values[0] >= 1 && values[0] <= 4 && 97 - value(values, 0, 13) % 97 == value(values, 13, 15);
    }

    /// @param years how many digits the year has; month and day follow
    static boolean isDate(byte[] values, int years) {
        int month = values[years] * 10 + values[years + 1];
        int day = values[years + 2] * 10 + values[years + 3];
        return month >= 1 && month <= 12 && day >= 1 && (day <= 31 || (day >= 61 && day <= 91));
    }

    /// Whether the check digits of this rule agree.
    static boolean agrees(String rule, byte[] values) {
        int count = values.length;
        return switch (rule) {
            case "us-aba" -> isRouting(values);
            case "nl-bsn" -> (weighted(values, 0, 9, 8, 7, 6, 5, 4, 3, 2) - values[8]) % 11 == 0;
            case "ca-sin", "za-id" -> Checksums.luhn(values, 0, count);
            case "se-personnummer" -> Checksums.luhn(values, count - 10, count);
            case "au-tfn" -> weighted(values, 0, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0;
            case "au-acn" -> weighted(values, 0, 8, 7, 6, 5, 4, 3, 2, 1) % 10 == (10 - values[8]) % 10;
            case "uk-nhs" -> weighted(values, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
            case "us-npi" -> Checksums.luhnSum(values, 0, 10, 24) % 10 == 0;
            case "au-medicare" -> weighted(values, 0, 1, 3, 7, 9, 1, 3, 7, 9) % 10 == values[8];
            case "pl-pesel" -> weighted(values, 0, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0;
            case "br-cpf" -> isCpf(values);
            case "br-cnpj" -> isCnpj(values);
            case "tr-tckn" -> isTckn(values);
            case "au-abn" -> (weighted(values, 0, 10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19) - 10) % 89 == 0;
            case "de-steuer-id" -> Checksums.mod11And10(values, 0, 10) == values[10] && isGermanMix(values);
            case "in-aadhaar" -> Checksums.verhoeff(values, 0, 12);
            case "kr-rrn" -> isRrn(values);
            case "fr-nir" -> isNir(values);
            default -> false;
        };
    }
}
