/// How a step, a model or an output says which settings it takes, and how it reads them.
@NullMarked
package dev.seedbed.api.setting;

import org.jspecify.annotations.NullMarked;
