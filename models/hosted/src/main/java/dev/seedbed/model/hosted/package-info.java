/// Providers with interfaces of their own: Anthropic, Gemini, Ollama.
@NullMarked
package dev.seedbed.model.hosted;

import org.jspecify.annotations.NullMarked;
