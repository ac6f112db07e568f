package dev.seedbed.privacy;

import java.util.ArrayList;
import java.util.List;

/// Keys and tokens by what their issuers begin them with, and long random words where the text speaks of a key.
///
/// Forms: the issuers' own documentation, as collected by GitHub's list of secret scanning patterns and by gitleaks'
/// rules
/// (config/gitleaks.toml; forms only, read in 2026).
final class Secrets {
    private static final int LONGEST = 4096;

    /// @param signs what its body is of: `w` letters and digits, `-` also dashes and underlines, `.` points, `+`
    /// base64's, `h` hex,
    ///     `u` capitals and digits
    private record Form(String prefix, String signs, int fewest, int most, String rule) {}

    private static final long[] FIRST_PAIRS = new long[128 * 128 / 64];
    private static final List<List<Form>> BY_FIRST = new ArrayList<>();

    static {
        for (int sign = 0; sign < 128; sign++) {
            BY_FIRST.add(new ArrayList<>());
        }
        form("AKIA", "u", 16, 16, "aws-access-key");
        form("ASIA", "u", 16, 16, "aws-access-key");
        form("AROA", "u", 16, 17, "aws-access-key");
        form("AIDA", "u", 16, 17, "aws-access-key");
        form("ABIA", "u", 16, 16, "aws-access-key");
        form("ACCA", "u", 16, 16, "aws-access-key");
        for (String letter : "pousr".split("")) {
            form("gh" + letter + "_", "w", 30, 255, "github-token");
        }
        form("github_pat_", "-", 22, 255, "github-token");
        for (String part : "glpat- gldt- glrt- glptt- glft- glcbt- glsoat- glimt- glagent-".split(" ")) {
            form(part, "-.", 18, 300, "gitlab-token");
        }
        for (String part : "xoxb- xoxp- xoxa- xoxr- xoxs- xoxe- xoxc- xoxd- xapp- xoxe.xoxp- xoxe.xoxb-".split(" ")) {
            form(part, "-%", 10, 400, "slack-token");
        }
        for (String part :
                "sk_live_ sk_test_ rk_live_ rk_test_ pk_live_ pk_test_ whsec_ sk_prod_ rk_prod_".split(" ")) {
            form(part, "-", 14, 255, "stripe-key");
        }
        form("sk-ant-", "-", 20, 200, "anthropic-key");
        form("sk-proj-", "-", 20, 250, "openai-key");
        form("sk-svcacct-", "-", 20, 250, "openai-key");
        form("sk-admin-", "-", 20, 250, "openai-key");
        form("sk-or-v1-", "w", 32, 80, "openrouter-key");
        form("sk-", "-", 16, 250, "openai-key");
        form("AIza", "-", 30, 40, "google-key");
        form("ya29.", "-.", 20, 1000, "google-token");
        form("GOCSPX-", "-", 20, 40, "google-secret");
        form("hf_", "w", 26, 60, "hugging-face-token");
        form("api_org_", "w", 30, 40, "hugging-face-token");
        form("npm_", "w", 30, 50, "npm-token");
        form("pypi-", "-", 40, 300, "pypi-token");
        form("SG.", "-.", 40, 80, "sendgrid-key");
        form("AC", "h", 32, 32, "twilio-account");
        form("SK", "h", 32, 32, "twilio-key");
        form("key-", "h", 32, 32, "mailgun-key");
        form("dop_v1_", "h", 60, 68, "digitalocean-token");
        form("doo_v1_", "h", 60, 68, "digitalocean-token");
        form("dor_v1_", "h", 60, 68, "digitalocean-token");
        for (String part : "shpat_ shpss_ shpca_ shppa_".split(" ")) {
            form(part, "h", 32, 32, "shopify-token");
        }
        form("sq0atp-", "-", 20, 30, "square-token");
        form("sq0csp-", "-", 40, 50, "square-token");
        form("EAAAE", "-", 55, 70, "square-token");
        form("AGE-SECRET-KEY-1", "w", 50, 64, "age-key");
        form("lin_api_", "w", 32, 50, "linear-key");
        form("ntn_", "w", 40, 60, "notion-token");
        form("secret_", "w", 40, 50, "notion-token");
        form("figd_", "-", 30, 60, "figma-token");
        form("dckr_pat_", "-", 20, 40, "docker-token");
        form("glsa_", "-", 32, 60, "grafana-token");
        form("glc_", "+", 32, 400, "grafana-token");
        form("NRAK-", "u", 27, 27, "newrelic-key");
        form("PMAK-", "-", 50, 70, "postman-key");
        form("rubygems_", "h", 48, 48, "rubygems-key");
        form("sbp_", "h", 40, 40, "supabase-token");
        form("tskey-", "-", 18, 80, "tailscale-key");
        form("gsk_", "w", 40, 60, "groq-key");
        form("r8_", "w", 36, 42, "replicate-token");
        form("pplx-", "w", 40, 60, "perplexity-key");
        form("xai-", "w", 60, 90, "xai-key");
        form("nvapi-", "-", 50, 80, "nvidia-key");
        form("hvs.", "-", 24, 200, "vault-token");
        form("hvb.", "-", 24, 300, "vault-token");
        form("ATATT3", "-=", 50, 260, "atlassian-token");
        form("ATCTT3", "-=", 50, 260, "atlassian-token");
        form("dp.pt.", "w", 40, 44, "doppler-token");
        form("PRIVATE-", "-", 40, 60, "token");
        form("dapi", "h", 32, 34, "databricks-token");
        form("pscale_tkn_", "-.", 32, 64, "planetscale-token");
        form("ops_ey", "-", 100, 1000, "1password-token");
        form("ghu_", "w", 30, 255, "github-token");
        form("eyJ", "-.", 40, LONGEST, "jwt");
        form("BEGIN", "", 0, 0, "private-key");
    }

    private Secrets() {}

    private static void form(String prefix, String signs, int fewest, int most, String rule) {
        char first = prefix.charAt(0);
        int pair = first << 7 | prefix.charAt(1);
        FIRST_PAIRS[pair >> 6] |= 1L << pair;
        List<Form> forms = BY_FIRST.get(first);
        forms.add(new Form(prefix, signs, fewest, most, rule));
        forms.sort((left, right) -> right.prefix().length() - left.prefix().length());
    }

    static boolean mayBegin(char first, char second) {
        int pair = first << 7 | second;
        return (FIRST_PAIRS[pair >> 6 & FIRST_PAIRS.length - 1] & 1L << pair) != 0;
    }

    static void at(Scan scan, int begin, int end) {
        if (!scan.wants(Kind.SECRET) || scan.at(begin - 1) == '_') {
            return;
        }
        for (Form form : BY_FIRST.get(scan.chars[begin])) {
            if (startsWith(scan, begin, form.prefix())) {
                if (form.rule().equals("private-key")) {
                    PrivateKeys.at(scan, begin);
                    return;
                }
                int last = end(scan, begin + form.prefix().length(), form);
                if (isWhole(scan, begin, last, form)) {
                    scan.add(Kind.SECRET, begin, last, form.rule(), .95);
                    scan.skipTo(last);
                    return;
                }
            }
        }
    }

    private static boolean isWhole(Scan scan, int begin, int end, Form form) {
        int bodyBegin = begin + form.prefix().length();
        int length = end - bodyBegin;
        if (length < form.fewest() || length > form.most() || Signs.isWord(scan.at(end))) {
            return false;
        }
        if (form.rule().equals("jwt")) {
            return points(scan, begin, end) == 2;
        }
        return form.signs().equals("u")
                ? Randomness.distinct(scan.chars, bodyBegin, end) >= 6
                : Randomness.isRandom(scan.chars, bodyBegin, end);
    }

    private static int points(Scan scan, int begin, int end) {
        int points = 0;
        for (int at = begin; at < end; at++) {
            points += scan.chars[at] == '.' ? 1 : 0;
        }
        return points;
    }

    private static int end(Scan scan, int from, Form form) {
        int most = Math.min(scan.to, from + form.most() + 1);
        int end = from;
        while (end < most && isBody(scan.chars[end], form.signs())) {
            end++;
        }
        while (end > from
                && (scan.chars[end - 1] == '.' || (scan.chars[end - 1] == '-' && scan.chars[end - 2] == '-'))) {
            end--;
        }
        return end;
    }

    private static boolean isBody(char sign, String signs) {
        if (Signs.isWord(sign)) {
            return switch (signs.charAt(0)) {
                case 'h' -> Signs.isHex(sign);
                case 'u' -> !(sign >= 'a' && sign <= 'z');
                default -> true;
            };
        }
        return switch (sign) {
            case '-', '_' -> signs.charAt(0) == '-';
            case '.', '=', '%' -> signs.indexOf(sign) > 0;
            case '+', '/' -> signs.charAt(0) == '+';
            default -> false;
        };
    }

    private static boolean startsWith(Scan scan, int begin, String prefix) {
        if (begin + prefix.length() > scan.to) {
            return false;
        }
        for (int index = 0; index < prefix.length(); index++) {
            if (scan.chars[begin + index] != prefix.charAt(index)) {
                return false;
            }
        }
        return true;
    }

    /// From `-----BEGIN … PRIVATE KEY-----` to its END, or as far as base64 goes.
    /// A long random word that no issuer marks, near a word that says that it is a key.
    static void unnamed(Scan scan, int wordBegin, int wordEnd) {
        if (wordBegin < scan.tokensUpTo || !scan.wants(Kind.SECRET)) {
            return;
        }
        int begin = wordBegin;
        int least = Math.max(scan.from, wordBegin - 100);
        while (begin > least && isToken(scan.chars[begin - 1]) && scan.chars[begin - 1] != '=') {
            begin--;
        }
        int end = wordEnd;
        int most = Math.min(scan.to, wordEnd + 200);
        while (end < most && isToken(scan.chars[end])) {
            end++;
        }
        scan.tokensUpTo = end;
        while (end > begin && !Signs.isWord(scan.chars[end - 1]) && scan.chars[end - 1] != '=') {
            end--;
        }
        while (begin < wordBegin && !Signs.isWord(scan.chars[begin])) {
            begin++;
        }
        int length = end - begin;
        if (telegram(scan, begin, end) || length < 20 || length > 128 || !Randomness.isMixed(scan.chars, begin, end)) {
            return;
        }
        Context around = scan.around(begin, end);
        boolean speaksFor =
                (around.nearest & (Topics.SECRET | Topics.PASSWORD)) != 0 && (around.close & Topics.HASH) == 0;
        if (speaksFor) {
            scan.add(Kind.SECRET, begin, end, "random-near-key", .65);
            scan.skipTo(end);
        }
    }

    /// `123456789:AA…`, a bot of Telegram.
    private static boolean telegram(Scan scan, int begin, int end) {
        if (end - begin != 35 || scan.at(begin - 1) != ':' || !Signs.isDigit(scan.at(begin - 2))) {
            return false;
        }
        int first = begin - 1;
        while (first > scan.from && first > begin - 12 && Signs.isDigit(scan.chars[first - 1])) {
            first--;
        }
        if (begin - 1 - first < 8 || !Randomness.isMixed(scan.chars, begin, end)) {
            return false;
        }
        scan.add(Kind.SECRET, first, end, "telegram-token", .9);
        scan.skipTo(end);
        return true;
    }

    private static boolean isToken(char sign) {
        return Signs.isWord(sign)
                || sign == '-'
                || sign == '_'
                || sign == '/'
                || sign == '+'
                || sign == '='
                || sign == '.';
    }

    /// How much of a key is its issuer's mark.
    static int prefixLength(String key) {
        if (key.isEmpty() || key.charAt(0) >= 128) {
            return 0;
        }
        for (Form form : BY_FIRST.get(key.charAt(0))) {
            if (key.startsWith(form.prefix())) {
                return form.prefix().length();
            }
        }
        return 0;
    }
}
