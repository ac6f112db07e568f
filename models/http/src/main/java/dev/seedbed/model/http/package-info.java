/// What every provider over HTTP needs: connections and deadlines, keys, proxies, certificates, announced
/// limits, and what each failure means. A provider adds how its requests are written and its answers read.
@NullMarked
package dev.seedbed.model.http;

import org.jspecify.annotations.NullMarked;
