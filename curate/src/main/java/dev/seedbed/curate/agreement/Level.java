package dev.seedbed.curate.agreement;

/// How far apart two labels are: not the same (nominal), so many ranks (ordinal), so much (interval).
enum Level {
    NOMINAL,
    ORDINAL,
    INTERVAL
}
