package dev.seedbed.privacy;

import java.util.Set;

/// Names of hosts.
final class Domains {
    private static final int LONGEST = 253;

    /// Ends of file names that stand where a top-level domain would: `icon@2x.png`.
    private static final Set<String> FILES = WordSet.of(
            ("png jpg jpeg gif svg webp bmp ico js ts jsx tsx css scss html htm xml json yaml yml toml md txt csv pdf doc docx xls xlsx"
                            + " py java class jar war c h cpp hpp cs go rs rb php sh bat exe dll so zip gz tar tgz log ini cfg conf sql db"
                            + " lock ipynb parquet local internal lan localdomain mp3 mp4 wav avi mov ppt pptx tmp bak example invalid test")
                    .split(" "));

    /// Top-level domains that a bare name may end in: those that are no words of prose or code.
    private static final Set<String> BARE = WordSet.of(
            ("com org net edu gov mil info biz co.uk org.uk ac.uk gov.uk com.au net.au org.au co.jp ac.jp ne.jp com.br co.in co.nz co.za"
                            + " co.il co.kr com.cn com.mx com.tr com.sg com.ar de fr it es nl pl ch be se dk fi jp eu ru cn ca au br ie cz pt"
                            + " gr hu ro uk mx")
                    .split(" "));

    /// Under which a country gives out names: `co.uk`.
    private static final Set<String> SHARED = Set.of("co", "com", "org", "net", "ac", "gov", "edu", "or", "ne", "go");

    private static final Set<String> COUNTRIES = WordSet.of(
            ("ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf"
                            + " cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga"
                            + " gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm"
                            + " jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo"
                            + " mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps"
                            + " pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th"
                            + " tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw")
                    .split(" "));

    private static final Set<String> GENERIC =
            WordSet.of(("com org net edu gov mil int arpa info biz name pro aero coop museum jobs mobi travel tel cat"
                            + " asia post xxx app dev page web site online store shop tech blog cloud xyz club top live life"
                            + " world today news media agency company email solutions services systems network digital design"
                            + " studio group global international center community foundation academy school university college"
                            + " education training institute science health care clinic dental hospital bank finance financial"
                            + " money fund capital insure insurance loans credit cash tax legal law attorney lawyer expert"
                            + " consulting ventures partners work works careers directory guide tips wiki link click host"
                            + " hosting domains space website software games game play fun art gallery photo photos photography"
                            + " video film movie music band audio radio fm show events party wedding family love dating social"
                            + " chat support help city town house homes estate properties land farm garden green energy solar"
                            + " eco bio organic food restaurant cafe pizza bar pub beer wine coffee kitchen recipes fitness yoga"
                            + " run bike golf football soccer team fans sport sports hockey tennis ski fish dog pet vet horse"
                            + " fashion style clothing shoes jewelry watch beauty salon hair makeup gift gifts toys kids baby"
                            + " mom dad men ninja guru rocks cool lol wtf buzz best vip gold red blue pink black one zone plus"
                            + " max mba london paris berlin tokyo nyc vegas miami boston amsterdam wien hamburg koeln vlaanderen"
                            + " webcam google amazon microsoft apple ibm bmw audi industries build construction contractors"
                            + " engineering engineer codes computer data report review reviews market marketing trade trading"
                            + " exchange investments limited ltd inc llc gmbh press ink")
                    .split(" "));

    private Domains() {}

    /// Where the host name ends that begins here, or -1; trailing points and dashes are no part of it.
    static int end(Scan scan, int from) {
        int end = from;
        int most = Math.min(scan.to, from + LONGEST);
        while (end < most) {
            char sign = scan.chars[end];
            if (Signs.isWord(sign) || sign == '-' || Signs.isLatin(sign)) {
                end++;
            } else if (sign == '.' && end > from && end + 1 < most && isLabelStart(scan.chars[end + 1])) {
                end++;
            } else {
                break;
            }
        }
        while (end > from && scan.chars[end - 1] == '-') {
            end--;
        }
        return end == from || !isLabelStart(scan.chars[from]) ? -1 : gluedSentence(scan, from, end);
    }

    /// Cuts `acme.com.Then` before the next sentence.
    private static int gluedSentence(Scan scan, int from, int end) {
        int point = lastPoint(scan, from, end);
        if (point > from && Signs.isUpper(scan.chars[point + 1]) && lastPoint(scan, from, point) > from) {
            boolean shouts = Signs.isUpper(scan.chars[point - 1]);
            return shouts ? end : point;
        }
        return end;
    }

    private static boolean isLabelStart(char sign) {
        return Signs.isWord(sign) || Signs.isLatin(sign);
    }

    private static int lastPoint(Scan scan, int from, int end) {
        int at = end - 1;
        while (at > from && scan.chars[at] != '.') {
            at--;
        }
        return at;
    }

    /// Whether it has a top-level domain that may be one.
    static boolean isMailDomain(Scan scan, int from, int to) {
        int point = lastPoint(scan, from, to);
        int length = to - point - 1;
        if (point <= from || length < 2 || length > 24) {
            return false;
        }
        String top = lower(scan, point + 1, to);
        return isLetters(top) ? !FILES.contains(top) || COUNTRIES.contains(top) : top.startsWith("xn--");
    }

    static boolean hasKnownTop(Scan scan, int from, int to) {
        int point = lastPoint(scan, from, to);
        if (point <= from) {
            return false;
        }
        String top = lower(scan, point + 1, to);
        return COUNTRIES.contains(top) || GENERIC.contains(top) || top.startsWith("xn--");
    }

    /// Whether a name without a scheme is surely one of a host.
    static boolean isSurelyHost(Scan scan, int from, int to) {
        int point = lastPoint(scan, from, to);
        if (point <= from) {
            return false;
        }
        String top = new String(scan.chars, point + 1, to - point - 1);
        if (BARE.contains(top)) {
            return true;
        }
        int second = lastPoint(scan, from, point);
        boolean shared = second > from && COUNTRIES.contains(top) && point - second <= 4;
        return shared && SHARED.contains(new String(scan.chars, second + 1, point - second - 1));
    }

    private static boolean isLetters(String label) {
        for (int index = 0; index < label.length(); index++) {
            if (!Signs.isLatin(label.charAt(index))) {
                return false;
            }
        }
        return true;
    }

    private static String lower(Scan scan, int from, int to) {
        char[] lower = new char[to - from];
        for (int index = 0; index < lower.length; index++) {
            lower[index] = Signs.lower(scan.chars[from + index]);
        }
        return new String(lower);
    }
}
