package dev.seedbed.recipes.internal;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is made at its first use, as a pipeline that is only validated must not fetch a model or read a
/// file through. Thread-safe: one thread makes it, the others wait; if that fails, the next one tries again.
public final class Once<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private volatile @Nullable T value;

    public Once(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public T get() {
        T known = value;
        return known != null ? known : make();
    }

    private synchronized T make() {
        T known = value;
        if (known == null) {
            known = maker.get();
            value = known;
        }
        return known;
    }
}
