/// GGUF models on this machine, in a child process.
///
/// The native runtime may abort its process and may never return from a call, so it never shares one with a
/// run. The way of a request: [LocalProvider] → `LocalEndpoint` writes the conversation with the model's own
/// template (`JinjaChatTemplate` over `GgufFile`) → `ModelProcess` sends it to the child → `ModelServer`, the
/// child's main class, generates. [ModelFiles] fetches and checks the model files.
@NullMarked
package dev.seedbed.model.local;

import org.jspecify.annotations.NullMarked;
