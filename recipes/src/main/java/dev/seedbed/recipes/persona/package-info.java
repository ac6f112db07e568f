/// Persona Hub: personas from texts and from personas, and data from personas.
@NullMarked
package dev.seedbed.recipes.persona;

import org.jspecify.annotations.NullMarked;
