/// LAB / InstructLab: data from a taxonomy of skills and knowledge.
@NullMarked
package dev.seedbed.recipes.instructlab;

import org.jspecify.annotations.NullMarked;
