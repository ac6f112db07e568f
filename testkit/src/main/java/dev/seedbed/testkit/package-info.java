/// Scripted models and endpoints, seeded generators, contract suites.
@NullMarked
package dev.seedbed.testkit;

import org.jspecify.annotations.NullMarked;
