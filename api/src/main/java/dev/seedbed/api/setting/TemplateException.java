package dev.seedbed.api.setting;

import org.jspecify.annotations.Nullable;

/// A template or an expression could not be evaluated for one sample. The sample fails, the run goes on.
public final class TemplateException extends RuntimeException {
    public TemplateException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
