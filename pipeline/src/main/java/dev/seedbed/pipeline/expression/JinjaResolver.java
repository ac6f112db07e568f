package dev.seedbed.pipeline.expression;

import com.hubspot.jinjava.el.TypeConvertingMapELResolver;
import com.hubspot.jinjava.el.ext.JinjavaBeanELResolver;
import com.hubspot.jinjava.el.ext.JinjavaListELResolver;
import com.hubspot.jinjava.lib.exptest.ExpTest;
import com.hubspot.jinjava.lib.filter.Filter;
import com.hubspot.jinjava.objects.collections.PyMap;
import com.hubspot.jinjava.util.ForLoop;
import java.util.Set;
import jinjava.javax.el.ArrayELResolver;
import jinjava.javax.el.CompositeELResolver;
import jinjava.javax.el.ELContext;
import jinjava.javax.el.MethodNotFoundException;
import org.jspecify.annotations.Nullable;

/// What a template may reach: the members of maps and lists, and the counters of a loop. No method of a Java
/// object can be called, but for those of a map that Jinja knows.
final class JinjaResolver extends CompositeELResolver {
    private static final Set<String> OF_MAPS = Set.of("items", "keys", "values", "get");

    JinjaResolver() {
        add(new ArrayELResolver(true));
        add(new JinjavaListELResolver(true));
        add(new TypeConvertingMapELResolver(true));
        add(new Beans());
    }

    private static final class Beans extends JinjavaBeanELResolver {
        Beans() {
            super(true);
        }

        @Override
        public @Nullable Object getValue(ELContext context, @Nullable Object base, @Nullable Object property) {
            return base instanceof ForLoop ? super.getValue(context, base, property) : null;
        }

        @Override
        public @Nullable Object invoke(
                ELContext context,
                @Nullable Object base,
                @Nullable Object method,
                Class<?> @Nullable [] types,
                Object[] arguments) {
            // Filters and tests are called this way, too.
            boolean allowed = base instanceof Filter
                    || base instanceof ExpTest
                    || (base instanceof PyMap && OF_MAPS.contains(String.valueOf(method)));
            if (!allowed) {
                throw new MethodNotFoundException(
                        "`" + method + "(...)` cannot be called in a template; use a filter, " + "such as `| upper`");
            }
            return super.invoke(context, base, method, types, arguments);
        }
    }
}
