package dev.seedbed.text.language;

import org.jspecify.annotations.Nullable;

/// Ways of writing between which no letters are shared, so that the letters alone tell the languages apart which
/// can be meant. Marks of no script of their own count as [#OTHER] and decide nothing.
enum Writing {
    OTHER,
    LATIN,
    CYRILLIC,
    ARABIC,
    DEVANAGARI,
    BENGALI,
    HEBREW,
    ETHIOPIC,
    TIBETAN,
    HAN,
    KANA("ja"),
    HANGUL("ko"),
    GREEK("el"),
    ARMENIAN("hy"),
    GEORGIAN("ka"),
    GUJARATI("gu"),
    GURMUKHI("pa"),
    KANNADA("kn"),
    TELUGU("te"),
    TAMIL("ta"),
    MALAYALAM("ml"),
    ORIYA("or"),
    SINHALA("si"),
    THAI("th"),
    LAO("lo"),
    KHMER("km"),
    MYANMAR("my"),
    THAANA("dv");

    /// The one language that is written so, or null if there are several.
    final @Nullable String only;

    Writing() {
        this(null);
    }

    Writing(@Nullable String only) {
        this.only = only;
    }

    /// Its place among all of them.
    @SuppressWarnings("EnumOrdinal") // indexes arrays in the innermost loop; never stored
    int index() {
        return ordinal();
    }

    static Writing of(Character.UnicodeScript script) {
        return switch (script) {
            case LATIN -> LATIN;
            case CYRILLIC -> CYRILLIC;
            case ARABIC -> ARABIC;
            case DEVANAGARI -> DEVANAGARI;
            case BENGALI -> BENGALI;
            case HEBREW -> HEBREW;
            case ETHIOPIC -> ETHIOPIC;
            case TIBETAN -> TIBETAN;
            case HAN -> HAN;
            case HIRAGANA, KATAKANA -> KANA;
            case HANGUL -> HANGUL;
            case GREEK -> GREEK;
            case ARMENIAN -> ARMENIAN;
            case GEORGIAN -> GEORGIAN;
            case GUJARATI -> GUJARATI;
            case GURMUKHI -> GURMUKHI;
            case KANNADA -> KANNADA;
            case TELUGU -> TELUGU;
            case TAMIL -> TAMIL;
            case MALAYALAM -> MALAYALAM;
            case ORIYA -> ORIYA;
            case SINHALA -> SINHALA;
            case THAI -> THAI;
            case LAO -> LAO;
            case KHMER -> KHMER;
            case MYANMAR -> MYANMAR;
            case THAANA -> THAANA;
            default -> OTHER;
        };
    }
}
