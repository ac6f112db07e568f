/// What a model is to a pipeline: a request, a reply, and the port a provider implements.
@NullMarked
package dev.seedbed.api.model;

import org.jspecify.annotations.NullMarked;
