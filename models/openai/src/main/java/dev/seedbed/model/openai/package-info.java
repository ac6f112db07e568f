/// Any OpenAI-compatible endpoint.
@NullMarked
package dev.seedbed.model.openai;

import org.jspecify.annotations.NullMarked;
